"""stub"""
from dateline.frames import read_sentence
from dateline.victims import counted_groups, victim_type
def extract_claims(doc, mentions=(), statements=(), dates=(), actors=()):
    from collections import defaultdict
    by=defaultdict(list)
    for g in counted_groups(doc):
        by[doc.user_data["sentence_of"][g.number]].append(g)
    rows=[]
    for i,r in enumerate(doc.user_data["sentences"]):
        if r["kind"] not in ("headline","body","caption"): continue
        for h in read_sentence(doc,r["start"],r["end"],by.get(i,[])):
            q=h.group.quantity
            if q and q.kind=="zero": continue
            sp=doc[h.group.start:h.group.end]
            rows.append(dict(claim_id=f"c{len(rows)}",sentence_id=i,start_char=sp.start_char,end_char=sp.end_char,quote=sp.text,harm=h.harm,low=q.low if q else 1,best=q.best if q else 1,high=q.high if q else 1,qualifier=q.qualifier if q else "exact",victim_type=victim_type(doc,h.group),subset_of=h.parent,route=h.route,trig=doc[h.trigger.i].text,kind=h.group.kind,more=h.group.more))
    return rows
