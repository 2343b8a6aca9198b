# The same work as ../bintrees.lm
class N; attr_reader :l,:r; def initialize(l,r) @l=l;@r=r end end
def mk(d) d>0 ? N.new(mk(d-1),mk(d-1)) : N.new(nil,nil) end
def ck(n) n.l ? 1+ck(n.l)+ck(n.r) : 1 end
def main; mx=14; ll=mk(mx); d=4
while d<=mx; it=2**(mx-d+4); c=0; i=0; while i<it; c=c+ck(mk(d)); i=i+1; end; puts "#{it} #{d} #{c}"; d=d+2; end
puts ck(ll); end
main
