-- The same work as ../modpow.lm
local function mp(b,e,m) local r=1 b=b%m while e>0 do if e%2==1 then r=r*b%m end b=b*b%m e=e//2 end return r end
local function main()
local s,i=0,1
while i<=300000 do s=(s+mp(i,1000000005,1000000007))%1000000007; i=i+1 end
print(s)
end
main()
