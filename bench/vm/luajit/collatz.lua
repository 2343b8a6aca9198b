-- The same work as ../collatz.lm, for a Lua without //
local function main()
local best,bi,i=0,0,1
while i<150000 do
 local n,c=i,0
 while n~=1 do if n%2==0 then n=n/2 else n=3*n+1 end c=c+1 end
 if c>best then best=c; bi=i end
 i=i+1
end
print(bi.." "..best)
end
main()
