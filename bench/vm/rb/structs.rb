# The same work as ../structs.lm
class P; attr_accessor :x,:y,:vx,:vy,:hits; def initialize(x,y,vx,vy) @x=x;@y=y;@vx=vx;@vy=vy;@hits=0 end end
def step(p) p.x=p.x+p.vx; p.y=p.y+p.vy
if p.x<0 || p.x>1000 then p.vx= -p.vx; p.hits=p.hits+1 end
if p.y<0 || p.y>1000 then p.vy= -p.vy; p.hits=p.hits+1 end end
def main; a=(0...10).map{|i| P.new(i*10,i*20,i+1,10-i)}; t=0
while t<200000; i=0; while i<10; step(a[i]); i=i+1; end; t=t+1; end
puts a.sum(&:hits); end
main
