# The same work as ../collatz.lm
def main; best=0; bi=0; i=1
while i<150000; n=i; c=0; while n!=1; if n%2==0 then n=n/2 else n=3*n+1 end; c=c+1; end; if c>best then best=c; bi=i end; i=i+1; end
puts "#{bi} #{best}"; end
main
