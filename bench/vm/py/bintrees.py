# The same work as ../bintrees.lm
class N:
    __slots__ = ('l','r')
    def __init__(s,l,r): s.l=l; s.r=r
def mk(d): return N(mk(d-1),mk(d-1)) if d > 0 else N(None,None)
def ck(n): return 1+ck(n.l)+ck(n.r) if n.l is not None else 1
def main():
    mx = 14; ll = mk(mx); d = 4
    while d <= mx:
        it = 2**(mx-d+4); c = 0; i = 0
        while i < it: c = c + ck(mk(d)); i = i + 1
        print(it,d,c); d = d + 2
    print(ck(ll))
main()
