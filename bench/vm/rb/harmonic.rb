# The same work as ../harmonic.lm
def main; h=Rational(0); i=1; while i<=55000; h=h+Rational(1,i); i=i+1; end; puts h; end
main
