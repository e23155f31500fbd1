"use strict";
// What the page gains with scripts. Without them every link is a plain anchor and all is readable.
document.documentElement.classList.add("scripted");
