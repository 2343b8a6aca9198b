# The same work as ../structs.lm
class P:
    __slots__ = ('x','y','vx','vy','hits')
    def __init__(s,x,y,vx,vy): s.x=x; s.y=y; s.vx=vx; s.vy=vy; s.hits=0
def step(p):
    p.x = p.x+p.vx; p.y = p.y+p.vy
    if p.x < 0 or p.x > 1000: p.vx = -p.vx; p.hits = p.hits+1
    if p.y < 0 or p.y > 1000: p.vy = -p.vy; p.hits = p.hits+1
def main():
    a = [P(i*10,i*20,i+1,10-i) for i in range(10)]; t = 0
    while t < 200000:
        i = 0
        while i < 10: step(a[i]); i = i + 1
        t = t + 1
    h = 0
    for p in a: h += p.hits
    print(h)
main()
