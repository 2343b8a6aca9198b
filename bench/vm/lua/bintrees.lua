-- The same work as ../bintrees.lm
local function mk(d) if d>0 then return {l=mk(d-1),r=mk(d-1)} end return {l=nil,r=nil} end
local function ck(n) if n.l then return 1+ck(n.l)+ck(n.r) end return 1 end
local mx=14 local ll=mk(mx)
local d=4
while d<=mx do
 local it=2^(mx-d+4) local c,i=0,0
 while i<it do c=c+ck(mk(d)); i=i+1 end
 print(string.format("%d %d %d",it,d,c))
 d=d+2
end
print(ck(ll))
