-- The same work as ../strbuild.lm
local function main()
local tot,i=0,0
while i<4000 do local s,j="",0
 while j<100 do s=s..tostring(i+j)..","; j=j+1 end
 tot=tot+#s; i=i+1 end
print(tot)
end
main()
