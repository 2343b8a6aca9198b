-- The same work as ../nested.lm
local function main()
local n, s = 250, 0
local i = 0
while i < n do local j = 0
 while j < n do local k = 0
  while k < n do s = s + (i*j+k)%7; k = k + 1 end
  j = j + 1 end
 i = i + 1 end
print(s)
end
main()
