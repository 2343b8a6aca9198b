-- The same work as ../intsum.lm
local function main()
local n, i, s = 30000000, 0, 0
while i < n do s = s + i; i = i + 1 end
print(string.format("%.0f", s))
end
main()
