"""Which figures are read from a sentence, with whose side, by whose account, of which event?"""

from functools import cache

import pytest

from dateline.article import load_article, make_article
from dateline.claims import excluded_figures, extract_claims
from dateline.claims.reconcile import reconcile
from dateline.extract import extract_rows
from dateline.parse import parse, parse_many
from dateline.theatre import load_theatre

FIGURES = [
    ("They killed up to 90 guards in a raid on Puerto Leon, a vicar and clerks say.", "killed 90"),
    ("Two of the lorries are still unaccounted for.", ""),
    ("The remains of six of the dead had been taken away by kin.", "killed 6"),
    ("Robbers seized up to 90 clerks in one of the biggest bank kidnappings.", "captured 90"),
    ("Rebels abducted 80 pupils. The teacher said the number was 87.", "captured 80, captured 87"),
    ("The clinic has taken in ten dead porters and dozens of injured.", "killed 10, wounded 24"),
    (
        "Of 642 deaths, at least 148 were caused by rebels and 327 by guards.",
        "killed 642, killed 148, killed 327",
    ),
    ("Car bomb kills nine outside barracks in Bor", "killed 9"),
    ("Bor: Officer killed, bomber shot dead in raid on bank", "killed 1, killed 1"),
    ("Eleven health and aid workers were killed.", "killed 11"),
    ("Seven clerks and porters and four looters were killed.", "killed 7, killed 4"),
    ("Nine rebels and an unknown number of guards were killed.", "killed 9"),
    ("The dead included five looters, a clerk and a prison cook.", "killed 5, killed 1, killed 1"),
    (
        "The dead were two nurses, a cook, a Desert Ranger and a porter.",
        "killed 2, killed 1, killed 1, killed 1",
    ),
    ("Last Sunday, at least 26 people were killed in the valley.", "killed 26"),
    ("The ministry lifted nothing but raised its tally of those killed in Bor to 72.", "killed 72"),
    ("The rebels are still thought to hold 19 guards.", "captured 19"),
    ("The police are still holding 19 people.", ""),
    (
        "Nine clerks were shot dead by robbers before help came, along with four guards.",
        "killed 9, killed 4",
    ),
    (
        "The union said 13 had died, while a league of clerks including Red Door counted five.",
        "killed 13, killed 5",
    ),
    ("Three women were among the dead and 40 people were wounded.", "killed 3, wounded 40"),
    ("Four men were killed in Bor, he said, and three more in Juba.", "killed 4, killed 3"),
    ("A doctor tried to save one of the wounded demonstrators.", ""),
    ("Two guards died. Omar Said, 52, has splinters in his body.", "killed 2"),
    ("Eva Sol was killed and Luis Paz seriously wounded.", "killed 1, wounded 1"),
    ("The opposition says 300 people were killed, the government 27.", "killed 300, killed 27"),
    ("The office says 300 have been killed, activists say 500.", "killed 300, killed 500"),
    ("Officials said nine people died in Bor, a town of 300.", "killed 9"),
    ("He said nine people died, the youngest 12.", "killed 9"),
    ("Six people were killed and 25 wounded that night.", "killed 6, wounded 25"),
    (
        "Gunmen seized and kidnapped 20 men. Police put the number at 14.",
        "captured 20, captured 14",
    ),
    ("Troops eliminate 27 gunmen; the plan eliminates 300 jobs.", "killed 27"),
    ("Unrest: 23 dead, 1,200 held", "killed 23"),
    ("Twins aged four died.", "killed 2"),
    ("The gang put two hostages to death.", "killed 2"),
    ("Divers pulled out nine bodies and five survivors.", "killed 9"),
    ("Of the town's 400 people, 60 were killed.", "killed 60"),
    (
        "Seven people - four women and three boys - were killed.",
        "killed 7, killed 4, killed 3",
    ),
    ("She lost her husband and two sons in the raid.", "killed 1, killed 2"),
    ("She lost her job and two sheep in the raid.", ""),
    ("Her brother was one of 14 people killed that day.", "killed 1, killed 14"),
    ("The victims are three men and a woman.", "killed 3, killed 1"),
    ("All but one of the 12 clerks were shot dead.", ""),
    (
        "The disappearance of 43 students and the displacement of 40,000 people",
        "missing 43, displaced 40000",
    ),
    ("The army shot down two drones and captured three vehicles.", ""),
    ("Rebels captured two villages.", ""),
    ("We have 14 bodies here, and six of the injured are critical.", "killed 14, wounded 6"),
    ("Doctors received 14 bodies and treated 60 people for wounds.", "killed 14, wounded 60"),
    ("Among the dead is a four-year-old girl.", "killed 1"),
    ("Up to 210 soldiers, two lorries and a gun were destroyed.", "killed 210"),
    ("A canister struck a clerk in the head, killing him.", "killed 1"),
    ("Two more bodies were found, bringing the total to 106.", "killed 2, killed 106"),
    ("The raids killed 19 on the coast and 25 among the hill people.", "killed 19, killed 25"),
    ("The militia lost 14 fighters and the army six.", "killed 14, killed 6"),
    ("The victims were identified as Eva Sol, 34, and Luis Paz, 52.", "killed 1, killed 1"),
    ("The raid left the army with nine dead and 30 wounded.", "killed 9, wounded 30"),
    ("The number of dead ranges from 30 to 50.", "killed 30"),
    ("They found 12 bodies riddled with bullets, five of women.", "killed 12, killed 5"),
    ("Over 321 000 people have fled the town.", "displaced 321000"),
    ("On June 15 300 people were killed; the mine is 12 400 km away.", "killed 300"),
    ("Her sons, 14 and 16, were seen in town. Two guards were hurt.", "wounded 2"),
    ("Twin sisters, 14, among 11 dead in Bor", "killed 11"),
    ("Wounds were suffered by a nurse and two clerks.", "wounded 1, wounded 2"),
    ("Some 37 guards based in Puerto Leon, Meta region, lost their lives.", "killed 37"),
    ("A further 43 guards, these from Meta, were killed.", "killed 43"),
    ("In two days of fighting five guards and two nurses have died.", "killed 5, killed 2"),
    ("It had lost two Chadians serving in the east and seven others.", "killed 2, killed 7"),
    ("In the town 28 from the elite guard were killed.", "killed 28"),
    ("Six gunmen were wounded, their leader Omar Said included.", "wounded 6, wounded 1"),
    ("Three guards came back wounded.", "wounded 3"),
    ("The dead came to at least 15 guards.", "killed 15"),
    ("Four of the 31 wounded rebels died.", "killed 4, wounded 31"),
    ("Two weeks of clashes drove out another 60,000.", "displaced 60000"),
    ("About 22,000 people were driven from the town; a car was driven out.", "displaced 22000"),
    ("At least ten clerks were detained by the rebels. Police detained six.", "captured 10"),
    ("Six people were hurt, including a child and a nurse.", "wounded 6, wounded 1, wounded 1"),
    ("Twelve died in three towns, including Bor and Juba.", "killed 12"),
    ("Five guards have lost their lives, as have 13 rebels.", "killed 5, killed 13"),
    ("Two guards got minor injuries.", "wounded 2"),
    ("The mayor gave 81 as the number of wounded.", "wounded 81"),
    (
        "Officials said 27 were killed. Later the mayor brought that down to 20.",
        "killed 27, killed 20",
    ),
    ("The mayor brought the price down to 20.", ""),
    ("Twelve divers have yet to be found; two attackers have not been found.", "missing 12"),
    ("In the fighting 56 rebels at least have died.", "killed 56"),
    (
        "It listed 40 dead, 30 of them monks and ten nuns, and six hurt.",
        "killed 40, killed 30, killed 10, wounded 6",
    ),
    ("The pit held the bodies of 42 men.", "killed 42"),
    ("Of the 132 guests taken hostage about 100 have been freed.", "captured 132"),
    ("It told of one cook killed and 17 guards and porters hurt.", "killed 1, wounded 17"),
    ("The mine cost the battalion six men and four lorries.", "killed 6"),
    ("The war cost the battalion nothing; six men were hungry.", ""),
    (
        "At least 14 were wounded, that is nine men and five women.",
        "wounded 14, wounded 9, wounded 5",
    ),
    ("A guard's life was lost.", "killed 1"),
    ("The office counts among the dead 12 guards and nine rebels.", "killed 12, killed 9"),
    ("In the battle died 12 guards.", "killed 12"),
    ("One of two divers missing since Monday is dead.", "killed 1, missing 2"),
    ("Civilian casualties came to 900, among them 155 killed.", "casualties 900, killed 155"),
    (
        "Local guard killed yesterday, civilian and another guard wounded",
        "killed 1, wounded 1, wounded 1",
    ),
    ("Nine guards fell in the line of duty and four have minor wounds.", "killed 9, wounded 4"),
    ("Two prices fell on Monday and four rivers have no water.", ""),
    ("The town lost 40 girls to abductors, and six shops.", "captured 40"),
    ("The army lost contact with six pilots.", "missing 6"),
    ("The mill is missing five workers. A cook is missing, too.", "missing 5, missing 1"),
    ("Nobody knows what has become of four miners.", "missing 4"),
    ("There was no sign of the two attackers.", ""),
    ("There has been no word of the 14 divers.", "missing 14"),
    ("Two Peruvians, says the embassy, are missing still.", "missing 2"),
    ("After two days 200 were put to death.", "killed 200"),
    (
        "The war killed 108 porters in 2009, 103 in 2010 and 46 last year.",
        "killed 108, killed 103, killed 46",
    ),
    ("Raids killed 300 in 2021. The figure was 400 in 2022.", "killed 300, killed 400"),
    ("The number of shops has doubled. It stands at 45.", ""),
    ("Ana Ruiz, Luis Paz and 29-year-old Eva Sol were killed.", "killed 1, killed 1, killed 1"),
    ("Two dailies said the chief, alias El Gato, died there.", "killed 1"),
    ("Mortar kills girl, hurts two brothers", "killed 1, wounded 2"),
    (
        "All 74 aboard were killed, it said: 65 convicts, a crew of six and three more.",
        "killed 74, killed 65, killed 6, killed 3",
    ),
    ("Gunfight in the hills: two guards, nurse hurt", "wounded 2, wounded 1"),
    (
        "Mines went off under two lorries; killed, the mayor said, were a guard and six drivers.",
        "killed 1, killed 6",
    ),
    ("Wounded in the raid, he said, were nine porters.", "wounded 9"),
    ("Wounded in the raid, the porter was a father of two.", ""),
    ("On the list of the dead are four nurses.", "killed 4"),
    ("Four nurses remain on the list of the missing.", "missing 4"),
    ("Six of the nine dead were women.", "killed 6, killed 9"),
    ("Ten of the 12 guards killed were from Chad.", "killed 10, killed 12"),
    ("The blast hurt two of the ten passengers.", "wounded 2"),
    ("Two of the ten passengers were hurt.", "wounded 2"),
    ("Injured were two teachers and a guard.", "wounded 2, wounded 1"),
    ("Of the townspeople one in five has fled.", ""),
    ("Nine guards in two of the posts were killed; three in one had fled.", "killed 9"),
    ("Landslides strike the hills. Ten bodies were pulled out in the valley.", ""),
    ("Troops shot four dead at a roadblock.", "killed 4"),
    ("Students march in capital, two shot dead", "killed 2"),
    ("The wounded number more than 90. The dead are in the dozens.", "wounded 90, killed 24"),
    ("Neighbours put the victims of the raid at 35.", "killed 35"),
    ("Some 60 people died, and those wounded numbered 85.", "killed 60, wounded 85"),
    (
        "A jet bombed a camp, killing nine IS gunmen. Two IS leaders were hurt.",
        "killed 9, wounded 2",
    ),
    ("Two people died there, a nurse and a guard.", "killed 2, killed 1, killed 1"),
    ("Two people died there, a nurse and a guard were hurt.", "killed 2, wounded 1, wounded 1"),
    ("The mayor had spoken of six masons and a boy killed.", "killed 6, killed 1"),
    ("By Sunday 14 villagers had been held over the murder.", ""),
    ("One version of the deaths does not fit the other.", ""),
    ("The mother of two, 34, was killed near her home.", "killed 1"),
    ("Four women and an elderly man were among the casualties.", "casualties 4, casualties 1"),
    ("The gunmen said four of the foreigners were still being held.", "captured 4"),
    ("Three men are still being held by police over the attack.", ""),
    ("There were 300 incidents in Jammu and Kashmir, and 40 people were killed.", "killed 40"),
    ("Thousands have taken flight from the town.", "displaced 2000"),
    ("As many as 60 may have been killed.", "killed 60"),
    ("The strike killed 11 and could have killed hundreds.", "killed 11"),
    ("The attack killed 30 people. There were 12 of them at the gate.", "killed 30"),
    ("Three suspects were taken from their homes by police.", ""),
    ("The number of those driven from their homes now stands at 40,000.", "displaced 40000"),
    ("The tally of dead, put at 50 on Monday, rose after the raid.", "killed 50"),
    ("The general said they sent 400 police into the hills.", ""),
    ("There are 126 people of whom the army says that they are hostages.", "captured 126"),
    ("A priest was numbered among the 14 dead.", "killed 1, killed 14"),
    ("Residents of a town in Upper Nile have been killed by rebels.", ""),
    ("Activists say 40 people died; the government's figure is 25.", "killed 40, killed 25"),
    ("Activists say 40 people died. The government's figure is 25.", "killed 40, killed 25"),
    ("The UN had spoken of 40 dead, but the army says there were only 25.", "killed 40, killed 25"),
    ("The number of shops is 40; the mayor says there were only 25.", ""),
    ("Among those who lost their lives were eight children.", "killed 8"),
    ("Five soldiers cannot be accounted for.", "missing 5"),
    (
        "The raids caused 900 civilian casualties. Women account for 60 of these.",
        "casualties 900, casualties 60",
    ),
    (
        "The raids caused 900 civilian casualties. The army caused 300.",
        "casualties 900, casualties 300",
    ),
    ("Medics said 70 people were killed. What we have counted is 60.", "killed 70, killed 60"),
    ("The soldiers stood at the gate. There were 12 of them.", ""),
    (
        "Sixty people died. Of the victims, the mayor counts 40 from the old town.",
        "killed 60, killed 40",
    ),
    ("Gunfire sent hundreds of frightened herders into the bush.", "displaced 200"),
    ("The army sent 300 soldiers into the bush and 50 over the border.", ""),
    (
        "A total of 26 people, with nine rebels among them, have lost their lives in attacks.",
        "killed 26, killed 9",
    ),
    ("The man convicted of the bombing was buried after dying at his home.", ""),
    (
        "The army put its own fatalities at one; two of its men are now captives of the rebels.",
        "killed 1, captured 2",
    ),
    ("Its own dead it put at four.", "killed 4"),
    ("A rebel spokesman put at 40 the number of troops killed.", "killed 40"),
    ("The army put at 300 the rebels who had crossed the river.", ""),
    ("It was the third raid; that takes to 19 the tally of guards killed.", "killed 19"),
    ("The number of people known to have died in the siege went up to 323.", "killed 323"),
    ("The number of attacks in the province went up to 323.", ""),
    ("Twelve people were hurt, a figure later raised to 15.", "wounded 12, wounded 15"),
    ("Nine guards dead in ambush, rebels claim three towns", "killed 9"),
    ("Eight guards are claimed to have lost their lives in the attack.", "killed 8"),
    ("Just ten troopers, not 11, were hurt.", "wounded 10"),
    ("Some youths, apart from the three in the truck, were led off by soldiers.", ""),
    ("In addition there were 24, still missing, the ministry said.", "missing 24"),
    ("The gunmen had more than 900 pupils in the hall as hostages.", "captured 900"),
    ("A bomb killed three soldiers and with them two porters.", "killed 3, killed 2"),
    ("Two men, 29 and 41 years old, died when shells struck a hostel.", "killed 2"),
    ("The raid killed 20 people, and medics fear that hundreds more may die.", "killed 20"),
    ("The raid killed 20. The toll may yet pass 50.", "killed 20"),
    ("The raid killed 20. The toll may have reached 60.", "killed 20, killed 60"),
    (
        "Raiders held Omar Reza and Juan Ruiz, who were taken from where they slept.",
        "captured 1, captured 1",
    ),
    ("Seven people received treatment at the scene of the blast.", "wounded 7"),
    ("In the valley one massacre has followed another.", ""),
    ("Some 50,000 flee as fighting nears the town", "displaced 50000"),
    ("Two gunmen flee after a shooting", ""),
    ("Bomb kills policeman in northern town", "killed 1"),
    ("Gunmen kill mayor, wound two guards", "killed 1, wounded 2"),
    ("Roadside bomb kills 3 Turkish soldiers", "killed 3"),
    ("12 dead, dozens hurt as rockets hit market", "killed 12, wounded 24"),
    ("Death toll from hotel attack rises to 31", "killed 31"),
    ("Shells hit a bakery in the old town, at least 9 dead", "killed 9"),
    ("A landslide buried a gold mine, killing at least 30", ""),
    ("Shelling pushed some 40,000 people out of their houses.", "displaced 40000"),
    ("The fighting left nearly a quarter of a million displaced.", "displaced 250000"),
    ("The dead on the rebel side numbered about 30 after the raid.", "killed 30"),
    ("After the raid, two girls were taken away by the rebels.", "captured 2"),
    ("Surgeons at the two clinics treated 61 people after the air raid.", "wounded 61"),
    ("The raid killed 14. The mayor gave the number of wounded as 50.", "killed 14, wounded 50"),
    ("The army said the rebels lost 90 men killed or wounded in the assault.", "casualties 90"),
    ("Gunmen were behind six other massacres in the valley.", ""),
    ('Soldiers carried "12 or 13" bodies from the shelled house.', "killed 12"),
    ("A guard was hit by shrapnel and died, a militia officer said.", "killed 1"),
    ("Medics count 30 dead in the raid; the army acknowledges 12.", "killed 30, killed 12"),
    ("A teacher, Ana Ruiz, was killed when a shell hit her house.", "killed 1"),
    ("Some 20 hostages are still held by the rebels.", "captured 20"),
    ("Over 900 villagers ran from their homes as the shells fell.", "displaced 900"),
    (
        "The advance has put 30,000 farmers to flight; the rebels put 200 troops to flight.",
        "displaced 30000",
    ),
    ("Up to 8,000 people took to the bush when gunmen came.", "displaced 8000"),
    ("Three Kenyan as well as five Ethiopian guards lost their lives.", "killed 3, killed 5"),
    (
        "Six rebels were destroyed in the raid, their chief Omar Reza among them.",
        "killed 6, killed 1",
    ),
    ("Rebels shot dead nine farmers, six women at a well were abducted.", "killed 9, captured 6"),
    (
        "Raiders killed 24 people, and several boys in a nearby wood were also seized.",
        "killed 24, captured 3",
    ),
    ("Thirteen people were killed and nine girls taken.", "killed 13, captured 9"),
    ("Raiders took away 17 worshippers and snatched a priest.", "captured 17, captured 1"),
    ("Five wounded men were carried off to hospital.", "wounded 5"),
    ("Among the 955 villagers who died were 207 children.", "killed 955, killed 207"),
    ("A nurse and two orderlies were among 19 people killed.", "killed 1, killed 2, killed 19"),
    ("UN peacekeeper among 24 killed in rebel raid", "killed 1, killed 24"),
    ("The raid killed 22 people, the imam among them.", "killed 1, killed 22"),
    ("His killing takes to seven those killed by the group.", "killed 7"),
    ("Four women fell victim to the shelling.", "killed 4"),
    ("Ten villagers were butchered and six slashed with machetes.", "killed 10, wounded 6"),
    ("The bomb ended the lives of 30 shoppers.", "killed 30"),
    ("The dead now number 30, and the count of the dead has grown to 41.", "killed 30, killed 41"),
    ("Twelve ended up in hospital after the shelling.", "wounded 12"),
    (
        "Fourteen miners have not been seen since; the fate of six guards is not known.",
        "missing 14, missing 6",
    ),
    ("World's oldest man dies at 114", ""),
    ("The poet Ana Ruiz died peacefully at home, aged 91.", ""),
    ("The gang has been weaker since its leader was captured.", ""),
    (
        "A channel gave a toll of casualties, of at least 20 dead and ten hurt.",
        "killed 20, wounded 10",
    ),
    ("Seven protesters died, and all but one of them were shot.", "killed 7"),
    ("The number of dead has gone up to 26, the ministry said.", "killed 26"),
    ("Market blast toll climbs to 58", "killed 58"),
    ("Two Kenyan police officers shot dead near border", "killed 2"),
    ("Suicide attack on mosque leaves 22 dead", "killed 22"),
    ("US soldier killed in eastern province", "killed 1"),
    ("At least 40 feared dead after boat of refugees shelled", "killed 40"),
    ("French journalist killed in front-line shelling", "killed 1"),
    ("Militants abduct 15 villagers", "captured 15"),
    ("Car bomb outside court kills seven, injures 20", "killed 7, wounded 20"),
    ("Thousands flee as fighting nears city", "displaced 2000"),
    ("Seven killed in clashes between rival militias", "killed 7"),
    ("Air raids kill scores in rebel-held suburb", "killed 40"),
    ("Protester dies after being shot by police", "killed 1"),
    ("Police: 4 officers slain in ambush", "killed 4"),
    ("Ten years on, families mourn 270 victims", ""),
    ("Man shot dead at checkpoint", "killed 1"),
    ("Rebel commander killed in drone strike", "killed 1"),
    ("Blast in Kabul: 15 killed, 60 wounded", "killed 15, wounded 60"),
    ("3 Palestinians killed, 5 injured in raid", "killed 3, wounded 5"),
    ("Fresh fighting displaces 20,000", "displaced 20000"),
    ("Attack on bus leaves four dead and nine injured", "killed 4, wounded 9"),
    ("More than 100 killed in two days of fighting", "killed 100"),
    ("Ukraine says 64 troops lost in battle", "killed 64"),
    ("Explosion at ammunition depot kills 13 soldiers", "killed 13"),
    ("Two soldiers among five killed in ambush", "killed 2, killed 5"),
    ("Army kills 30 insurgents", "killed 30"),
    ("Six hostages freed, three killed in rescue bid", "killed 3"),
    (
        "A suicide bomber killed at least 14 people and wounded 40 others at a checkpoint on Monday, officials said.",
        "killed 14, wounded 40",
    ),
    (
        "Nine people were killed and 21 wounded, two of them seriously, when shells landed in the square.",
        "killed 9, wounded 21, wounded 2",
    ),
    ("The blast killed a woman and her two children.", "killed 1, killed 2"),
    (
        "Three policemen, two soldiers and a civilian died in the attack.",
        "killed 3, killed 2, killed 1",
    ),
    ("The bodies of six men were found in a ditch outside the village.", "killed 6"),
    ("The attack claimed the lives of 17 people, including four children.", "killed 17, killed 4"),
    ("Fighting claimed 38 lives over the weekend.", "killed 38"),
    ("Two of the wounded later succumbed to their injuries.", "killed 2"),
    ("Officials put the number of dead at 45.", "killed 45"),
    ("The number of people killed has risen to 45.", "killed 45"),
    ("The ministry said the death toll had reached 112.", "killed 112"),
    ("Hospital sources said 11 bodies had been brought in.", "killed 11"),
    ("A total of 23 fighters were killed on both sides.", "killed 23"),
    ("The army lost 12 men in the ambush.", "killed 12"),
    ("Both of them were killed.", ""),
    ("No one was hurt in the blast.", ""),
    ("There were no casualties.", ""),
    ("Nobody was killed or injured.", ""),
    ("None of the 30 passengers was hurt.", ""),
    ("The assault left five soldiers dead and eight others injured.", "killed 5, wounded 8"),
    ("Between seven and ten people died.", "killed 7"),
    ("As many as 60 people may have been killed.", "killed 60"),
    (
        "Rebels said they had killed 15 government soldiers and captured seven.",
        "killed 15, captured 7",
    ),
    ("Some 200,000 people have been forced from their homes.", "displaced 200000"),
    ("About 3,000 families fled.", ""),
    ("The militants are holding 20 people hostage.", "captured 20"),
    ("Eleven people are still missing.", "missing 11"),
    ("He threatened to kill 10 hostages.", ""),
    ("The government plans to deploy 500 troops.", ""),
    ("Thousands of protesters gathered in the square.", ""),
    ("The earthquake killed 300 people.", ""),
    ("A strong earthquake strikes the north, killing 300 people.", ""),
    ("Cholera has killed 120 people this year.", ""),
    ("A bus plunged into a ravine, killing 25 passengers.", ""),
    ("Civilian deaths rose by 15 percent.", ""),
    ("The war has left more than 50,000 people dead.", "killed 50000"),
    ("Among the dead were two women and a child.", "killed 2, killed 1"),
    ("Of the 23 dead, nine were police officers.", "killed 23, killed 9"),
    ("Four people, among them a priest, were shot to death.", "killed 4, killed 1"),
    (
        "Gunmen opened fire on a car, killing the driver and injuring his wife.",
        "killed 1, wounded 1",
    ),
    ("Three others were in critical condition.", "wounded 3"),
    ("At least eight people were taken to hospital with shrapnel wounds.", "wounded 8"),
    ("Twelve people were treated for injuries.", "wounded 12"),
    ("More than 30 others suffered injuries.", "wounded 30"),
    ("Five soldiers were injured, one critically.", "wounded 5, wounded 1"),
    (
        "A spokesman said one soldier had been killed and three others wounded.",
        "killed 1, wounded 3",
    ),
    ("Insurgents beheaded two captives.", "killed 2"),
    ("Four men were hacked to death with machetes.", "killed 4"),
    ("A grenade attack wounded thirteen, including three children.", "wounded 13, wounded 3"),
    ("The clashes, which left six people dead, began on Friday.", "killed 6"),
    ("One person was killed, and another wounded.", "killed 1, wounded 1"),
    ("A 12-year-old boy was shot and killed by a sniper.", "killed 1"),
    ("Six fishermen were kidnapped by gunmen.", "captured 6"),
    ("The blast killed four and injured dozens more.", "killed 4, wounded 24"),
    ("Four were killed on the spot and two died in hospital.", "killed 4, killed 2"),
    ("Soldiers shot dead an unarmed man.", "killed 1"),
    ("Pro-government fighters killed: 7.", "killed 7"),
    ("There were 18 fatalities.", "killed 18"),
    ("Local media reported three deaths and ten injuries.", "killed 3, wounded 10"),
    ("The raid resulted in the deaths of eight militants.", "killed 8"),
    ("Hundreds have been killed.", "killed 200"),
    ("Eight of the victims were children.", "killed 8"),
    ("The shelling killed Ahmed Karim, a teacher, and wounded his brother.", "killed 1, wounded 1"),
    ("The general was assassinated by a car bomb.", "killed 1"),
    ("Two peacekeepers lost their lives.", "killed 2"),
    ("Police said they recovered 14 bodies from the well.", "killed 14"),
    ("Up to 25 fighters were reported killed.", "killed 25"),
    ("The dead included five Chinese engineers.", "killed 5"),
    ("Seventeen of the dead were soldiers, the ministry said.", "killed 17"),
    ("A convoy of 40 trucks was attacked; two drivers were killed.", "killed 2"),
    ("Gunmen on motorcycles killed two people and a third was injured.", "killed 2, wounded 1"),
    ("The army said 20 of its soldiers and 45 rebels died in the battle.", "killed 20, killed 45"),
    ("Amnesty International has documented the killing of 34 protesters.", "killed 34"),
    ("Residents counted 52 bodies in the streets.", "killed 52"),
    ("Shells crashed into a school, killing at least a dozen pupils.", "killed 12"),
    ("The insurgents lost at least 60 fighters.", "killed 60"),
    ("In a separate incident, a policeman was stabbed to death.", "killed 1"),
    ("Medics reported 16 people with gunshot wounds.", "wounded 16"),
    ("Ten civilians were burned to death.", "killed 10"),
    ("Half a dozen people were slightly hurt.", "wounded 6"),
    ("Some 40 percent of the victims were women.", ""),
    ("Around 1.5 million have been uprooted by the conflict.", "displaced 1500000"),
    ("The strike killed 5 people - 3 women and 2 men.", "killed 5, killed 3, killed 2"),
    ("Moscow confirmed the loss of 89 soldiers.", "killed 89"),
    ("The group put its losses at 40 men.", "casualties 40"),
    ("The deaths bring to 31 the number of people killed this week.", "killed 31"),
    (
        "Nine people died: six by gunfire, two by knives and one by fire.",
        "killed 9, killed 6, killed 2, killed 1",
    ),
    ("The victims included two nurses and five children.", "killed 2, killed 5"),
    (
        "Eight of the injured were sent home, and six were in intensive care.",
        "wounded 8, wounded 6",
    ),
    ("The army claimed that it had 'destroyed' up to 60 insurgents.", "killed 60"),
    ("The strike destroyed two homes and a school.", ""),
    (
        "Ana Ruiz, the envoy, said that nine had died and more than 20 had been hurt.",
        "killed 9, wounded 20",
    ),
    ("The raid killed six fighters of Ansar and Red Front.", "killed 6"),
    ("Police arrested 12 suspects.", ""),
    ("The court sentenced two men to death.", ""),
    ("Officials said the attackers, all three of whom were killed, wore uniforms.", "killed 3"),
    ("It has so far cost 4,000 people their lives.", "killed 4000"),
    ("Twin blasts killed upwards of 70 worshippers.", "killed 70"),
    ("Nearly two dozen people perished.", "killed 24"),
    ("Hamas fighters took dozens of hostages.", "captured 24"),
    ("The four-year war has killed nearly 10,000 people.", "killed 10000"),
    ("Dozens were arrested and at least 3 killed.", "killed 3"),
    ("Three dead in shooting at polling station", "killed 3"),
    ("Toll now 19 in temple bombing", "killed 19"),
    ("Five bodies found after clashes", "killed 5"),
    ("Ninety conscripts were killed or went missing.", "killed 90, missing 90"),
    ("Some 33 sailors were killed or are missing.", "killed 33, missing 33"),
    ("Two guards were killed and 14 went missing.", "killed 2, missing 14"),
    ("About 14 are listed as missing.", "missing 14"),
    ("A shepherd of 68 was killed by a mine.", "killed 1"),
    ("A girl of nine and a woman of 41 were wounded.", "wounded 1, wounded 1"),
    ("A family of five was killed by a rocket.", "killed 5"),
    (
        "The siege left 90 dead, 12 nurses among them, and more than 130 wounded.",
        "killed 90, killed 12, wounded 130",
    ),
    ("The militia said its losses stood at 35 fighters.", "casualties 35"),
    ("The junta has put its military losses at 62.", "casualties 62"),
    ("Job losses stood at 400.", ""),
    ("A number of marines were captured.", ""),
    ("A number of airmen captured near the river were freed.", ""),
    ("The patrol withdrew after losing six of their number.", "killed 6"),
    ("The skirmish killed three on each side.", "killed 6"),
    ("Three soldiers were killed on either side.", "killed 6"),
]
EVENTS = [
    ("A suicide bomber drove his car into a convoy, killing himself and three soldiers.", 4, 0),
    ("The bomb exploded prematurely, killing the two men who were planting it.", 2, 0),
    ("The explosion killed the bomber and injured three passersby.", 1, 3),
    ("A police sergeant was shot and seriously wounded in Bilbao.", 0, 1),
    ("The consul was fatally wounded by two gunmen.", 1, 0),
    ("Two guards were mortally wounded and a third was hurt.", 2, 1),
    ("Killed in the attack were two soldiers and a nurse.", 3, 0),
    ("A bomb exploded aboard the airliner. All 115 people on board were killed.", 115, 0),
    ("The plane crashed into the sea after the bomb exploded, killing all 88 aboard.", 88, 0),
    ("Two soldiers were abducted near the border. Both were killed.", 2, 0),
    ("The ambassador escaped unharmed, but his driver was killed.", 1, 0),
    ("Gunmen attacked the home of a judge. The judge and his wife were shot dead.", 2, 0),
    ("A guard lost both legs when a parcel bomb exploded.", 0, 1),
    ("One policeman was hit by gunfire and rushed to the hospital.", 0, 1),
    ("A farmer was struck by shrapnel.", 0, 1),
    ("A worker suffered a broken arm in the blast.", 0, 1),
    (
        "Four people were injured, including two police officers and a child, when a bomb went off.",
        0,
        4,
    ),
    ("No one was killed, but five people were slightly injured.", 0, 5),
    ("The explosion injured at least seven, three of them seriously.", 0, 7),
    ("A bomb exploded in a market. 3 dead, 12 injured.", 3, 12),
    (
        "Unknown gunmen opened fire on a bus. Six passengers died and nine were wounded. No group claimed responsibility.",
        6,
        9,
    ),
    ("A landmine killed one soldier. Another soldier was wounded.", 1, 1),
    ("The rebels executed two hostages after the deadline passed.", 2, 0),
    (
        "A teacher was dragged from his classroom and shot in front of his pupils. He died on the way to hospital.",
        1,
        0,
    ),
    ("An oil engineer was kidnapped by rebels. His body was found three days later.", 1, 0),
    ("Three aid workers were kidnapped; two were later released and one was killed.", 1, 0),
    ("Militants stormed a house and killed a father, his wife and their four children.", 6, 0),
    ("A rocket hit a school but caused no casualties.", 0, 0),
    ("The bombing caused damage but no deaths or injuries.", 0, 0),
    ("Nobody was hurt in the explosion, which destroyed two cars.", 0, 0),
    ("The mayor survived an assassination attempt; two of his bodyguards were killed.", 2, 0),
    ("Police shot and killed the attacker.", 1, 0),
    ("The assailant was later shot dead by police after killing two people.", 3, 0),
    ("Five gunmen attacked the post. Two of the attackers were killed and three escaped.", 2, 0),
    ("Ten people died in the blast. Two more died in hospital later.", 12, 0),
    ("Seven people were wounded, one of whom later died.", 1, 6),
    ("A grenade was thrown into a cafe, wounding the owner and four customers.", 0, 5),
    ("The attack left a dozen people dead.", 12, 0),
    ("A booby-trapped car killed its owner.", 1, 0),
    ("A bomb planted under his car killed a prominent journalist, Ana Ruiz.", 1, 0),
    ("Ana Ruiz, a journalist, was killed by a car bomb.", 1, 0),
    ("Gunmen shot Carlos Diaz, a union leader, in front of his house. Diaz died instantly.", 1, 0),
    ("Two brothers, aged 10 and 12, were killed by a mine.", 2, 0),
    ("A mine explosion killed four members of a family.", 4, 0),
    ("Clashes between rebels and police left three rebels and one policeman dead.", 4, 0),
    ("Rebels ambushed an army patrol, killing an officer and wounding two conscripts.", 1, 2),
    ("The blast wounded a Dutch tourist and her guide.", 0, 2),
    ("Two Americans and a Kenyan were taken hostage.", 0, 0),
    ("A 16-year-old girl was shot in the leg by a sniper.", 0, 1),
    ("A bus was set on fire, burning eleven passengers to death.", 11, 0),
    ("The hijackers killed one passenger before surrendering.", 1, 0),
    ("A group of armed men beheaded an informer.", 1, 0),
    ("A hand grenade injured a shopkeeper and killed his son.", 1, 1),
    ("A soldier was killed and his companion wounded.", 1, 1),
    ("Twenty-two people were injured, none seriously.", 0, 22),
    ("In an attack on a patrol 1 soldier was killed, 4 others wounded.", 1, 4),
    ("Unidentified men killed the headman of a village and injured his two brothers.", 1, 2),
    ("A policeman guarding the bank was killed when he tried to remove the bomb.", 1, 0),
    ("The victim was identified as a local councillor. He was shot five times.", 1, 0),
    ("Six killed as mortar rounds hit market.", 6, 0),
    ("The explosion resulted in the death of one person and injuries to fourteen.", 1, 14),
    ("There was one fatality and three injuries.", 1, 3),
    ("One death and twelve injuries were reported.", 1, 12),
    ("Two persons, both civilians, were killed.", 2, 0),
    ("A member of parliament and three of his guards were assassinated.", 4, 0),
    ("Security forces killed 3 militants; one soldier also died.", 4, 0),
    ("A civilian was caught in the crossfire and killed.", 1, 0),
    ("The bodies of two missing students were discovered in a well.", 2, 0),
    ("A police officer and two bystanders sustained minor wounds.", 0, 3),
    ("Two workers burned to death when the rebels torched the mill.", 2, 0),
    (
        "Gunmen killed a shopkeeper and set fire to his store. The shopkeeper had refused to pay.",
        1,
        0,
    ),
    ("A bomb killed a woman. The woman was the wife of a police officer.", 1, 0),
    ("A bomb went off in a train, killing two women, one man and a baby.", 4, 0),
    ("Insurgents fired mortars at a camp; there were several casualties.", 0, 0),
    ("The raid left 2 dead (one soldier, one militant).", 2, 0),
    ("7 killed, including 3 children.", 7, 0),
    ("Fatalities: 3. Injured: 5.", 3, 5),
    ("A blast in a cinema injured 20, two of whom are in critical condition.", 0, 20),
]


@cache
def documents() -> dict:
    """The sentences below, parsed in one stream."""
    texts = [getattr(case, "values", case)[0] for case in FIGURES + EVENTS]
    articles = [(make_article("test", text), None) for text in texts]
    return dict(zip(texts, parse_many(articles), strict=True))


@cache
def claims_of(text: str, title: str | None = None) -> tuple[dict, ...]:
    """Claims of a text of our own."""
    if text in documents():
        return tuple(extract_claims(documents()[text]))
    return tuple(extract_rows(parse(make_article("test", text, title=title)))["claims"])


def figure(claim: dict) -> str:
    """Harm and number of a claim."""
    numbers = (claim[k] for k in ("best", "low", "high"))
    return f"{claim['harm']} {next(n for n in numbers if n is not None)}"


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_figures_of_a_sentence(text, expected):
    found = [figure(claim) for claim in claims_of(text)]
    assert sorted(found) == sorted(filter(None, expected.split(", ")))


def everybody(text: str, harm: str) -> int:
    """The toll of the current event for everybody."""
    rows = reconcile(list(claims_of(text)))
    found = [
        r for r in rows if (r["side_id"], r["harm"], r["event_id"]) == ("all", harm, "current")
    ]
    return next((r[k] for r in found for k in ("best", "low", "high") if r[k] is not None), 0)


@pytest.mark.parametrize(("text", "killed", "wounded"), EVENTS)
def test_toll_of_an_event_note(text, killed, wounded):
    assert (everybody(text, "killed"), everybody(text, "wounded")) == (killed, wounded)


@pytest.mark.parametrize(
    ("text", "quote", "bounds"),
    [
        ("More than 40 people died.", "More than 40 people", (40, 40, None, "at_least")),
        ("Up to 25 rebels were killed.", "Up to 25 rebels", (None, 25, 25, "up_to")),
        ("About 30 soldiers were killed.", "About 30 soldiers", (None, 30, None, "about")),
        ("Dozens of people were killed.", "Dozens of people", (24, None, None, "vague")),
        ("Between 7 and 24 people died.", "Between 7 and 24 people", (7, None, 24, "range")),
        ("A policeman was killed.", "A policeman", (1, 1, 1, "exact")),
    ],
)
def test_hedges_become_bounds(text, quote, bounds):
    (claim,) = claims_of(text)
    assert claim["quote"] == quote
    assert (claim["low"], claim["best"], claim["high"], claim["qualifier"]) == bounds


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Two soldiers were killed, the Defence Ministry said on Monday.", "Defence Ministry"),
        ("The Defence Ministry said two soldiers were killed.", "Defence Ministry"),
        ("According to hospital officials, nine people died.", "hospital officials"),
        ("Nine people died, according to hospital officials.", "hospital officials"),
        ("Nine people reportedly died.", None),
        ("Nine people died in the blast.", None),
        ("France condemned the raid that killed nine.", None),
        ("A raid that the United Nations said left 60 dead shocked the region.", "United Nations"),
        ("According to Agence France-Presse, nine people died.", "Agence France-Presse"),
        ("The dead numbered 19, by the count of the Red Cross.", "Red Cross"),
        ("The mayor was quoted by the radio as saying that 12 people died.", "mayor"),
        ('Ana Ruiz. "Rebels kill dozens at school" — The Daily Paper, June 6, 2019', "Daily Paper"),
        ("According to the army, rebels fled, and the mayor said nine people died.", "mayor"),
        ("The rebels claimed responsibility for an attack that killed nine people.", None),
        (
            "Governor Ana Ruiz visited the town. Ruiz said the roads were shut. "
            "She said nine people had died.",
            "Ruiz",
        ),
        ("An army spokesman said that a review had found that nine were killed.", "spokesman"),
        ("Nine died, according to the head of the council, Ana Ruiz.", "Ana Ruiz"),
        ("Nine died, according to the head of the council, and 12 were hurt.", "head"),
        ("The army said it had lost 12 men, while the rebels said they had killed 40.", "army"),
    ],
)
def test_claimant_of_the_first_figure(text, claimant):
    name = claims_of(text)[0]["claimant_name"]
    assert (name is None) if claimant is None else claimant in name


@pytest.mark.parametrize(
    ("text", "claimants"),
    [
        ("The interior ministry has said nine people died.", ["interior ministry"]),
        ("Kenya has put its losses at 14.", ["Kenya"]),
        ("The army said it lost nine men and a tank that it had hidden.", ["army"]),
    ],
)
def test_claimants_are_named_in_full_and_apart(text, claimants):
    assert [claim["claimant_name"] for claim in claims_of(text)] == claimants


@pytest.mark.parametrize(
    "text",
    [
        "The siege left 90 dead, 12 nurses among them, and more than 130 wounded.",
        "Ten people were killed, five from Chad, three from Mali and two from Togo.",
        "Ten people, five Malians and five Kenyans, were killed.",
        "Gunmen wounded two women (1 raped, 1 shot).",
    ],
)
def test_parts_within_a_sentence_are_not_added(text):
    whole, *others = claims_of(text)
    parts = [claim for claim in others if claim["harm"] == whole["harm"]]
    assert parts
    assert {claim["subset_of"] for claim in parts} == {whole["claim_id"]}
    assert not any(claim["subset_of"] for claim in others if claim["harm"] != whole["harm"])


@pytest.mark.parametrize(
    ("text", "side", "side_id"),
    [
        ("The bomb killed three Turkish soldiers.", "Turkish", "TUR"),
        ("Five Nigerians were kidnapped.", "Nigerian", "NGA"),
        ("The shelling killed nine people.", None, None),
        ("The battle killed 20 soldiers from both sides.", None, "all"),
        ("The raid killed six rebel fighters.", "rebel", "rebels"),
        ("Nine police were killed in the raid, the state-run Anadolu agency said.", None, None),
        ("A Reuters photographer said one conscript had been lynched.", None, None),
    ],
)
def test_side_of_the_victims(text, side, side_id):
    (claim,) = claims_of(text)
    assert (claim["side"], claim["side_id"]) == (side, side_id)


@pytest.mark.parametrize(
    ("text", "victim_type"),
    [
        ("The blast killed two soldiers.", "combatant"),
        ("The blast killed two policemen.", "police"),
        ("The blast killed two schoolgirls.", "child"),
        ("The blast killed a reporter.", "journalist"),
        ("The blast killed four farmers.", "civilian"),
        ("The blast killed four people.", "unknown"),
        ("The blast killed 40 people, most of them police.", "mixed"),
        ("The raid killed 40 people, 12 of them soldiers.", "mixed combatant"),
        ("The raid killed 40 officials, soldiers and clerks.", "mixed"),
        ("The raid killed 40 people, two of them nurses, and hurt 30.", "unknown civilian unknown"),
        ("Three of the dead were women, a medic said.", "civilian"),
        ("The army said it had lost seven men in the raid.", "combatant"),
        (
            "The militia shelled the base, killing four guardsmen and wounding 20.",
            "combatant combatant",
        ),
        ("Two gang members and a village leader were shot dead.", "combatant civilian"),
        ("Ana Ruiz, 41, a nurse at the clinic, was shot dead.", "civilian"),
        ("Police said two officers were shot dead at a checkpoint.", "police"),
        ("Capt. Juan Ruiz was shot dead at a checkpoint.", "combatant"),
        (
            "At least 21 of those killed and 69 of those hurt, Ruiz said, had been civilians.",
            "civilian civilian",
        ),
        ("The raid killed 600 people (100 of which are civilians).", "unknown civilian"),
        ("Four of those killed were members of the presidential guard.", "combatant"),
        ("A peacekeeper was killed and eight of his colleagues hurt.", "combatant combatant"),
        ("A policeman was killed and eight others were hurt.", "police police"),
        ("A civilian was killed and another eight were hurt.", "civilian civilian"),
        ("They found 92 bodies, 32 of them those of children.", "unknown child"),
        ("The army put at 37 the suspected Shabaab fighters killed.", "combatant"),
        ("That brings to nine the number of journalists killed.", "journalist"),
    ],
)
def test_victim_type(text, victim_type):
    assert " ".join(claim["victim_type"] for claim in claims_of(text)) == victim_type


STORY = """Blast in port city kills 12

PORT CITY, June 4 - A car bomb killed 12 people in the port city on Tuesday, officials said.

%s

The mayor called for calm."""


@pytest.mark.parametrize(
    "sentence",
    [
        "Last year, 90 soldiers were killed in similar attacks.",
        "The bombing came a week after an explosion that killed nine people.",
        "The war has killed more than 50,000 people since 2009.",
        "In 2002, a raid on the port left 31 people dead.",
        "A raid on the barracks once left 70 soldiers dead.",
        "Its leader is wanted for an attack on a hotel that killed 21.",
        "The last big attack in the port killed 40 people.",
        "Under the old regime tens of thousands of people disappeared.",
        "The blast came after a raid that killed nine last week.",
        "A court jailed two men for a bombing that killed 30 villagers.",
        "The insurgency has claimed more than 20,000 lives over the past ten years.",
    ],
)
def test_background_is_told_apart(sentence):
    *current, background = claims_of(STORY % sentence, "Blast in port city kills 12")
    assert background["scope"] == "background"
    assert {claim["scope"] for claim in current} == {"current"}
    assert background["event_id"].startswith("background")


@pytest.mark.parametrize(
    "sentence",
    [
        "Police said three of the dead were children.",
        "The blast also wounded 40 people.",
        "Two more people died in hospital on Wednesday.",
    ],
)
def test_the_same_event_stays_current(sentence):
    scopes = {claim["scope"] for claim in claims_of(STORY % sentence)}
    assert scopes == {"current"}


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        (
            "A year after the market bombing, the stalls are back. The blast killed 60 people. "
            "Last week a grenade killed four people there.",
            ["background", "current"],
        ),
        (
            "Gunmen killed five people in Ourel on Monday. More than ten years of war has killed "
            "9,000 people in the south. In the north, shelling has killed 70 people.",
            ["current", "background", "background"],
        ),
        (
            "Gunmen killed five people in Ourel on Monday. In June last year jets bombed the "
            "prison; 40 inmates were killed in that raid.",
            ["current", "background"],
        ),
        (
            "Gunmen killed five people in Ourel on Monday. They called it a response to air "
            "strikes on Sunday, which killed three people.",
            ["current", "current"],
        ),
        (
            "Gunmen killed five people in Ourel on Monday and wounded 60 in the raids, which were "
            "the worst in the country in over two years.",
            ["current", "current"],
        ),
        (
            "Gunmen killed five people in Ourel on Monday. In 2008 a raid there killed 90 "
            "villagers. Six guards were also killed.",
            ["current", "background", "background"],
        ),
        (
            "Gunmen killed five people in Ourel on Monday. The siege of its school began in 2004. "
            "After 50 hours troops stormed it, and the fire left 300 people dead.",
            ["current", "background"],
        ),
        (
            "Gunmen killed five people in Ourel on Monday. Many have slept in the fields since "
            "the attack on the market, in which dozens died.",
            ["current", "background"],
        ),
        (
            "A judge cleared two men of murdering six guards. Rioters had stormed the post; the "
            "guards shot dead around ten people.",
            ["background", "background"],
        ),
        (
            "The city mourned on Sunday for the 60 people killed when a bomb hit a hotel. A raid "
            "near July 7 Road left three more dead.",
            ["current", "current"],
        ),
        (
            "The toll of the fighting for Ourel has risen to 90, doctors said. It has also driven "
            "6,000 people from their homes since it began.",
            ["current", "current"],
        ),
        (
            "Gunmen killed five people in Ourel on Monday. Attacks there have cost the lives of "
            "more than 30 people since the beginning of the year.",
            ["current", "background"],
        ),
    ],
)
def test_what_a_report_looks_back_on_is_background(text, scopes):
    assert [claim["scope"] for claim in claims_of(text)] == scopes


def events_of(text: str) -> list[str]:
    """The event of each claim of a story with a headline."""
    title = text.partition("\n")[0]
    return [claim["event_id"] for claim in claims_of(text, title)]


def test_a_day_of_mourning_looks_back_and_an_attack_on_it_does_not():
    siege = (
        "Twenty years on, Darsk mourns the dead of its theatre\n\n"
        "Candles burned on Tuesday outside the theatre, where 20 years ago militants took an "
        "audience captive.\n\n"
        "In all 118 people died. More than 300 were wounded. Twelve of the militants were killed, "
        "and one, Ali Ruiz, was captured and jailed for life."
    )
    assert events_of(siege) == ["background"] * 3
    bomb = (
        "Bomb kills five at ceremony for victims of siege\n\n"
        "A bomb killed five people on Tuesday at a ceremony that marked the tenth anniversary "
        "of a siege.\n\nTwelve others were wounded."
    )
    assert events_of(bomb) == ["current"] * 3
    raid = (
        "A year after the coup, gunmen attack a base\n\n"
        "A year after the coup, gunmen attacked a base on Tuesday, officials said.\n\n"
        "Nine soldiers were killed."
    )
    assert events_of(raid) == ["current"]


def test_the_deeds_on_trial_the_war_and_what_goes_on_are_three_events():
    text = (
        "Rebel leader gets 20 years for war crimes\n\n"
        "Judges on Thursday sentenced a rebel leader to 20 years in prison.\n\n"
        "His men killed at least 31 people in a field behind the church.\n\n"
        "A rights group says that more than 50,000 people were killed in the conflict. "
        "Since May, at least 90 people have died in raids, according to the monitors."
    )
    assert events_of(text) == ["background", "background-2", "background-3"]


def test_what_a_war_has_done_so_far_is_no_news_of_a_truce():
    text = (
        "Marda and the rebels agree to stop fighting\n\n"
        "The government and the rebels agreed on Wednesday to end a war that has killed thousands "
        "and driven millions from their homes.\n\n"
        "Aid workers said on Tuesday that an air strike on Ourel killed at least three people.\n\n"
        "Researchers estimate that 30,000 to 50,000 people may have died in Marda."
    )
    assert events_of(text) == ["background", "background", "current", "background-2"]


def test_what_happens_across_the_border_is_another_event():
    text = (
        "Shells hit Goma as rebels close in\n\n"
        "Rebels fought their way into Goma on Monday, and hospitals in the city said they had "
        "treated 367 wounded.\n\n"
        "Across the border in Gisenyi, Rwandan officials said 35 people were wounded by shells."
    )
    assert events_of(text) == ["current", "current-2"]


def test_a_date_is_old_where_the_news_is_dated_by_weekdays():
    text = (
        "Clash in Ourel\n\nTwo guards died on Friday.\n\nOn June 5, sniper fire killed a soldier."
    )
    assert [c["scope"] for c in claims_of(text, "Clash in Ourel")] == ["current", "background"]


@pytest.mark.parametrize(
    ("told", "parts"),
    [
        ("Among them were three nurses and a guard.", "killed 3, killed 1"),
        ("Three nurses were among them.", "killed 3"),
        ("They include a guard.", "killed 1"),
        ("Of those, three were nurses and six were from Chad.", "killed 3, killed 6"),
        ("Of the dead in the market not fewer than three were nurses.", "killed 3"),
        ("Three were nurses.", "killed 3"),
        ("Three nurses and two guards were in those 20.", "killed 3, killed 2"),
        ("The others were six nurses and a guard.", "killed 6, killed 1"),
        ("The 20 were nurses.", ""),
        ("All of them were nurses.", ""),
        ("Thirty were nurses.", ""),
        ("Among them is a feeling that the war is lost.", ""),
        ("Three shops were among them.", ""),
        ("Three were open on Monday.", ""),
    ],
)
def test_who_some_of_the_dead_were_is_part_of_their_figure(told, parts):
    whole, *rest = claims_of(f"The attack on the town left 20 dead. {told}")
    assert ", ".join(map(figure, rest)) == parts
    assert {claim["subset_of"] for claim in rest} <= {whole["claim_id"]}


def test_parts_and_repeats_are_marked():
    text = STORY % "The dead included three children. Four of the dead were soldiers."
    claims = claims_of(text, "Blast in port city kills 12")
    assert claims[1]["same_as"] == claims[0]["claim_id"]
    parts = [figure(claim) for claim in claims if claim["subset_of"]]
    assert {"killed 3", "killed 4"} <= set(parts)


@pytest.mark.parametrize(
    "text, quote, why",
    [
        (
            "Aid workers warned that 70 people could be killed in the siege.",
            "70 people",
            "possible",
        ),
        ("The patrol did not kill nine men, its captain said.", "nine men", "denied"),
        ("The raid ended without killing six guards.", "six guards", "denied"),
        ("The rebels vowed to kill 25 soldiers.", "25 soldiers", "planned"),
        (
            '"If the rebels say that they kill dozens of people, those are civilians," he said.',
            "dozens of people",
            "possible, not reported as having happened",
        ),
        (
            "If the bomb had gone off it would have killed 40 people, police said.",
            "40 people",
            "possible, not reported as having happened",
        ),
    ],
)
def test_what_did_not_happen_is_no_claim(text, quote, why):
    doc = parse(make_article("test", text))
    assert extract_rows(doc)["claims"] == []
    assert any(row["quote"] == quote and why in row["reason"] for row in excluded_figures(doc, []))


def test_an_endless_sentence_is_not_passed_over_in_silence():
    doc = parse(make_article("test", "killed wounded " * 400))
    claims = extract_rows(doc)["claims"]
    reasons = [row["reason"] for row in excluded_figures(doc, claims)]
    assert claims or any("read in parts" in reason for reason in reasons)


@pytest.fixture(scope="module")
def default_article():
    """The default article, read with its theatre."""
    from dateline.theatre import DATA

    (path,) = sorted((DATA / "articles").glob("2022-09-15-*.txt"))
    doc = parse(load_article(path), load_theatre("south-caucasus"))
    return doc, extract_rows(doc)


def test_default_article_has_its_five_claims(default_article):
    _, rows = default_article
    read = [
        (c["best"], c["qualifier"], c["harm"], c["side_id"], c["scope"]) for c in rows["claims"]
    ]
    assert read == [
        (155, "exact", "killed", "all", "current"),
        (155, "exact", "killed", "all", "current"),
        (105, "exact", "killed", "ARM", "current"),
        (50, "exact", "killed", "AZE", "current"),
        (6700, "at_least", "killed", None, "background"),
    ]
    names = [c["claimant_name"] for c in rows["claims"]]
    assert names[0] is None and names[4] is None
    assert names[2].endswith("Pashinyan") and names[3] == "Azerbaijan"


def test_default_article_leaves_out_remains_and_crowds(default_article):
    doc, rows = default_article
    left_out = {row["quote"]: row["reason"] for row in excluded_figures(doc, rows["claims"])}
    assert "not new deaths" in left_out["up to 100 Armenian soldiers"]
    assert left_out["about 2,000 troops"] == "a deployment of forces"
    assert left_out["thousands of protesters"] == "a crowd"


def test_claims_work_without_other_tables(default_article):
    doc, _ = default_article
    assert [c["best"] for c in extract_claims(doc)] == [155, 155, 105, 50, 6700]


# What is of the event reported, and what of another: figure and whether it is background.
TIMES_OF_FIGURES = {
    "after a semicolon": (
        "Roadside bomb kills four soldiers",
        "A bomb killed four soldiers near Gao on Monday.\n\nIt was here that a truck blew up last "
        "month; it killed 28 people and left 72 injured.",
        {4: False, 28: True, 72: True},
    ),
    "two figures of one attack": (
        "Army lost 105 men since Tuesday",
        "The premier said 105 of his soldiers had been killed since fighting erupted early "
        "Tuesday, while the rebels said they lost 50.",
        {105: False, 50: False},
    ),
    "who were seized before": (
        "Two soldiers killed in gunfight",
        "Two soldiers died in a gunfight on Monday when troops set out to free four workers who "
        "were snatched last month.",
        {2: False, 4: True},
    ),
    "a milestone in the headline": (
        "Army toll in the valley hits 500",
        "A bomb killed three soldiers on Monday. With that there are 500 soldiers dead since the "
        "war began in 2019.",
        {3: False, 500: False},
    ),
    "a yearly report": (
        "UN: 2023 worst year on record for civilians in Darfur",
        "Last year was the worst on record for civilians in Darfur, the UN said in its yearly "
        "report on Monday.\n\nThere were 498 killed and 920 injured in the conflict in the year.",
        {498: False, 920: False},
    ),
    "a date before the lead": (
        "Eight soldiers die in the hills",
        "13.02.2024,\n\nEight soldiers were killed in the hills in the last ten days, the army said "
        "on Monday.",
        {8: False},
    ),
    "a picture before the lead": (
        "Hundreds missing after raid on Port City",
        "A street stands under water near Port City, March 26, 2019.\n\nDozens of people were "
        "killed when rebels overran Port City last week, the army said.",
        {None: False},
    ),
    "years after it": (
        "Brave men of the port honoured",
        "Nine years after it lost 44 of its men, the force held rites on Thursday at its camp in "
        "the hills near Port City.\n\nFive civilians and 18 rebels also died in the clash.",
        {44: True, 5: True, 18: True},
    ),
    "a trial": (
        "Former rulers back on trial",
        "Ten former ministers are accused of killing 156 people at the stadium of the capital.",
        {156: True},
    ),
    "that month": (
        "Rebels kill 10 soldiers",
        "Rebels killed 10 soldiers on Monday.\n\nNot since October had the army taken a worse "
        "blow. That month, seven soldiers fell in a fight in the hills.",
        {10: False, 7: True},
    ),
    "a day still to come is of last year": (
        "Bomb kills nine pilgrims",
        "A bomb killed nine pilgrims on Friday.\n\nIt was the worst since 23 February, when 36 "
        "people were killed.",
        {9: False, 36: True},
    ),
    "within a week of": (
        "Gunfight leaves five dead",
        "A gunfight left five people dead on Monday.\n\nThe battle follows within a week of the "
        "blast that killed 40 policemen on the highway.",
        {5: False, 40: True},
    ),
    "a dated attack": (
        "Gunfight leaves five dead",
        "A gunfight left five people dead on Monday.\n\nRebels said they were behind the December 10 "
        "bombings in the port that killed 44 people.",
        {5: False, 44: True},
    ),
    "since the year began": (
        "Nine killed in hotel blast",
        "A bomb killed nine people in a hotel on Monday.\n\nEight journalists have been killed "
        "there since the beginning of 2024.",
        {9: False, 8: True},
    ),
    "an appeal over an old deed": (
        "Court hears appeal of ex-governor over prison riot",
        "A court in Port City on Tuesday began hearing the appeal of a former governor who was "
        "jailed for ordering an assault on a prison eleven years ago.\n\nProsecutors say 41 inmates "
        "were killed after they had surrendered. The defence counts 29.\n\nThree guards died.",
        {41: True, 29: True, 3: True},
    ),
    "a burial of those found": (
        "Families bury victims of island fighting",
        "Villagers on Sunday buried the remains of 31 people who were killed four decades ago.\n\n"
        "A nephew said on Sunday that 34 men had been seized and that six were killed at once.\n\n"
        "On Saturday gunmen killed two people in a bar.",
        {31: True, 34: True, 6: True, 2: False},
    ),
    "an indictment for shelling": (
        "Tribunal indicts four over shelling of hospital",
        "Four former officers have been indicted for the shelling of a hospital, the tribunal said "
        "on Friday.\n\nThe indictment says 23 patients died when the ward was struck.",
        {23: True},
    ),
    "what men did last month": (
        "Governor promoted despite shooting at rally",
        "The president on Tuesday promoted a governor whose men opened fire on a rally last "
        "year.\n\nRights groups say seven people were killed there. Police counted five.",
        {7: True, 5: True},
    ),
    "an inquiry that the headline counts by": (
        "Inquiry says police killed nine at rally",
        "An inquiry on Tuesday blamed police for the unrest at a rally last October.\n\nIt found "
        "that 35 people were injured.",
        {9: False, 35: False},
    ),
    "an old deed in quiet news": (
        "Parliament extends special powers in the south",
        "Parliament voted on Wednesday to extend special powers in the south.\n\nThe government has "
        "been under pressure since gunmen held a cafe last July. They hacked 20 hostages to death. "
        "Two policemen were killed.\n\nAs they voted, a bomb killed four soldiers on the coast.",
        {20: True, 2: True, 4: False},
    ),
    "a suspect set free": (
        "Suspect in rally shooting released from jail on bond",
        "Sam Ruiz, the suspect in a shooting at a rally that left two people dead, was released "
        "from jail on Friday.\n\nHe is accused of shooting dead two men. Six others were injured.\n\n"
        "Separately, three policemen were killed on Thursday in a raid.",
        {2: True, 6: True, 3: False},
    ),
    "a suspect of these days": (
        "Suspect in market shooting appears in court",
        "Sam Ruiz appeared in court on Monday over the shooting at a market on Saturday.\n\n"
        "Nine people died.",
        {9: False},
    ),
    "prosecutors on a deed without a time": (
        "Prosecutors charge general over 37 killings",
        "Prosecutors said on Monday they had charged a general in connection with the killing of "
        "37 farmers.\n\nSome 23 of the victims were shot at night.",
        {37: True, 23: True},
    ),
    "before an anniversary": (
        "General meets parents of attack victims",
        "A general met parents of children who died in an attack on a school here on Monday, two "
        "days before the first anniversary of the massacre.\n\nGunmen killed 134 pupils.",
        {134: True},
    ),
    "a film on an old deed": (
        "Film on 1994 hijack draws crowds",
        "A film on the hijack of an airliner drew crowds on its first day.\n\nThree passengers "
        "were shot dead and 13 were wounded.",
        {3: True, 13: True},
    ),
    "a town lost last year": (
        "Army retakes town lost last year",
        "Troops recaptured a town on Monday that rebels had seized last year.\n\nFourteen "
        "soldiers were killed.",
        {14: False},
    ),
    "the worst since one that is counted": (
        "Policemen ambushed in the hills",
        "Gunmen killed nine policemen on Monday.\n\nIt was the deadliest attack on police there "
        "since March of last year, when 10 officers were shot dead at a post.",
        {9: False, 10: True},
    ),
    "what a count is compared to": (
        "Nine die in market blast",
        "Nine people died in a blast on Monday.\n\nA group counted 300 deaths in such attacks this "
        "year, compared with 470 in the year before.",
        {9: False, 300: True, 470: True},
    ),
    "what a plan could have done": (
        "Court jails nine over plan to blow up train",
        'A court jailed nine people on Tuesday for planning to blow up a train.\n\n"If the plan '
        'had worked, there could have been dozens of dead," a prosecutor said.',
        {},
    ),
    "a month reported": (
        "UN says 96 civilians killed in the west in January",
        "At least 96 civilians were killed and 210 wounded in the west in January, the U.N. rights "
        "office in the country said on Tuesday.\n\nThe worst attack was a drone strike on a market "
        "on January 2 that killed 31. In November the office counted 58 deaths.",
        {96: False, 210: False, 31: False, 58: True},
    ),
    "the same time": (
        "Troops kill one in raid",
        "Troops shot a man dead on Monday.\n\nAt least 96 people have been killed in the hills this "
        "year. It is not known who they were. Rebels have killed 17 guards in the same period.",
        {1: False, 96: True, 17: True},
    ),
    "days before": (
        "Three policemen die in shootout",
        "Gunmen killed three policemen at a post late on Monday.\n\nOn Friday a bomb under a car "
        "killed a lieutenant and six guards. On Sunday police said four gunmen had died.",
        {3: False, 1: True, 6: True, 4: False},
    ),
    "at the start of the month": (
        "Bus bombing kills nine",
        "A bomb killed nine people on a bus on Monday.\n\nTwo bombs on trains killed 21 people at "
        "the start of the month.\n\nMore than 300,000 people have fled the port.",
        {9: False, 21: True, 300_000: True},
    ),
    "an old deed beside a new one": (
        "Gunmen attack army base",
        "Gunmen on Monday attacked an army base where rebels killed 40 recruits ten years ago.\n\n"
        "Six soldiers died.",
        {40: False, 6: False},
    ),
}


@pytest.mark.parametrize("name", TIMES_OF_FIGURES)
def test_a_figure_is_of_the_event_reported_or_of_another(name):
    title, text, expected = TIMES_OF_FIGURES[name]
    article = make_article("t", f"{title}\n\n{text}", title=title, published="2024-02-13")
    told = {c["best"]: c["scope"] == "background" for c in extract_rows(parse(article))["claims"]}
    assert told == expected


def test_a_headline_said_again_further_down_swallows_nothing():
    title = "Women and children kidnapped in the north"
    text = (
        f"{title}\n\nGunmen seized two cooks at a school on Monday, police said.\n\n"
        f'"No student was taken," a spokesman said.\n\n{title}\n\nIn 2018 militants carried out '
        "one more such kidnapping, of 112 schoolgirls."
    )
    article = make_article("t", text, title=title, published="2024-02-13")
    told = {c["quote"]: c["best"] for c in extract_rows(parse(article))["claims"]}
    assert told == {"two cooks": 2, "112 schoolgirls": 112}


def test_a_deed_of_an_old_year_stays_in_the_past():
    title = "Convict of the harbour bombing is buried"
    text = (
        f"{title}\n\nAn agent convicted of the harbour bombing of 1988 was buried on Monday. He "
        "died at his home on Sunday, aged 60.\n\nThe bombing of the ferry resulted in 270 "
        "fatalities. In the attack 11 people died on the quay."
    )
    article = make_article("t", text, title=title, published="2012-05-23")
    told = {c["best"]: c["scope"] for c in extract_rows(parse(article))["claims"]}
    assert told == {270: "background", 11: "background"}


def test_a_count_since_a_day_of_the_news_is_of_the_news():
    title = "Soldier killed as harbour offensive goes on"
    text = (
        f"{title}\n\nA soldier was killed on Sunday in the harbour offensive, the army said.\n\n"
        "In all 32 soldiers have been killed since the start of the offensive on Jan. 20. "
        "In the west 18 rebels have been killed since Feb. 6, when the battle there began. "
        "More than 900 civilians have been killed since last May."
    )
    article = make_article("t", text, title=title, published="2024-02-25")
    told = {c["best"] or c["low"]: c["scope"] for c in extract_rows(parse(article))["claims"]}
    assert told == {1: "current", 32: "current", 18: "current", 900: "background"}
