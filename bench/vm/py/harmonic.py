# The same work as ../harmonic.lm
from fractions import Fraction
def main():
    h = Fraction(0); i = 1
    while i <= 55000: h = h + Fraction(1,i); i = i + 1
    print(h)
main()
