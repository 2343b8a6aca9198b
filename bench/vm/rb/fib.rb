# The same work as ../fib.lm
def fib(n) if n < 2 then return n end; return fib(n-1) + fib(n-2) end
puts fib(32)
