-- The same work as ../mandel.lm
local function main()
local n,c,y = 400,0,0
while y<n do
 local ci=2.0*y/n-1.0; local x=0
 while x<n do
  local cr,zr,zi,i=2.0*x/n-1.5,0.0,0.0,0
  while i<50 and zr*zr+zi*zi<=4.0 do local t=zr*zr-zi*zi+cr; zi=2.0*zr*zi+ci; zr=t; i=i+1 end
  if i==50 then c=c+1 end
  x=x+1
 end
 y=y+1
end
print(c)
end
main()
