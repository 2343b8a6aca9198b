-- The same work as ../sieve.lm
local function main()
local n, c = 3000000, 0
local a = {}
local i = 0
while i <= n do a[i] = true; i = i + 1 end
i = 2
while i <= n do
 if a[i] then c = c + 1; local j = i + i; while j <= n do a[j] = false; j = j + i end end
 i = i + 1
end
print(c)
end
main()
