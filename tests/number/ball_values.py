#!/usr/bin/env python3
"""Prints src/number/ball_values.def: values of special functions by mpmath, 30 digits. Needs mpmath 1.3."""
import mpmath as m
from fractions import Fraction
m.mp.dps = 50
def num(s):
    # "re" or "re,im" rationals
    p = s.split(',')
    f = [Fraction(x) for x in p]
    v = [m.mpf(x.numerator)/x.denominator for x in f]
    return v[0] if len(v)==1 else m.mpc(v[0], v[1])
Z = ["1/3", "5/2", "-7/3", "1/4,3/5", "-5/3,1/2", "-3/4,-9/4", "3,-2"]
one = {
 'abs': abs, 'sign': m.sign, 'arg': m.arg, 'exp': m.exp, 'log': m.log, 'log10': m.log10, 'sqrt': m.sqrt,
 'sin': m.sin,'cos':m.cos,'tan':m.tan,'cot':m.cot,'sec':m.sec,'csc':m.csc,'asin':m.asin,'acos':m.acos,'atan':m.atan,
 'acot':m.acot,'asec':m.asec,'acsc':m.acsc,'sinh':m.sinh,'cosh':m.cosh,'tanh':m.tanh,'coth':m.coth,'sech':m.sech,'csch':m.csch,
 'asinh':m.asinh,'acosh':m.acosh,'atanh':m.atanh,'acoth':m.acoth,'asech':m.asech,'acsch':m.acsch,
 'gamma':m.gamma,'reciprocal_gamma':m.rgamma,'lgamma':m.loggamma,'digamma':m.digamma,'factorial':m.factorial,'zeta':m.zeta,
 'erf':m.erf,'erfc':m.erfc,'erfi':m.erfi,'expint_ei':m.ei,'sinint':m.si,'cosint':m.ci,'sinhint':m.shi,'coshint':m.chi,'logint':m.li,
 'fresnel_s':m.fresnels,'fresnel_c':m.fresnelc,'airy_ai':m.airyai,'airy_bi':m.airybi,
 'airy_ai_prime':lambda z:m.airyai(z,derivative=1),'airy_bi_prime':lambda z:m.airybi(z,derivative=1),
 'elliptic_k':m.ellipk,'elliptic_e':m.ellipe,
}
two = {
 'logb': lambda z,b: m.log(z)/m.log(b), 'root': lambda z,n: m.power(z,1/n), 'pow': m.power,
 'gamma_upper': lambda s,z: m.gammainc(s,z), 'gamma_lower': lambda s,z: m.gammainc(s,0,z),
 'beta': m.beta, 'binomial': m.binomial, 'rising_factorial': m.rf, 'hurwitz_zeta': m.zeta, 'polylog': m.polylog,
 'bessel_j': m.besselj,'bessel_y':m.bessely,'bessel_i':m.besseli,'bessel_k':m.besselk,
 'elliptic_f': m.ellipf, 'elliptic_e_incomplete': m.ellipe, 'elliptic_pi': m.ellippi,
 'legendre_p': m.legendre, 'legendre_q': lambda n,z: m.legenq(n,0,z,type=2),
 'chebyshev_t': m.chebyt,'chebyshev_u':m.chebyu,'hermite_h':m.hermite,
}
P2 = [("1/3","5/2"),("5/2","1/3"),("2","-4/3"),("-1/2","3/4"),("3/4,1/2","1/2,-1/3"),("-3/2,1","-1/2,1/4"),("1","3/5,7/5"),("-5/2","-1/4,2")]
three = {
 'elliptic_pi_incomplete': m.ellippi, 'hypergeometric_1f1': m.hyp1f1, 'hypergeometric_u': m.hyperu, 'laguerre_l': m.laguerre,
}
P3 = [("1/3","1/2","1/4"),("1/2","-3/4","5/3"),("-1/2,1/3","3/5","-1/4,1/2"),("2","5/2","-3/2"),("1/4","1,1/2","2/3,-1")]
lam = {'lambertw': lambda k,z: m.lambertw(z,int(k)), 'polygamma': lambda n,z: m.psi(int(n),z)}
PL = [("0","1/2"),("1","3/4"),("2","5/4,1"),("0","-1/5"),("3","-7/2,1/3")]
f4 = {'hypergeometric_2f1': m.hyp2f1}
P4 = [("1/2","1/3","5/4","1/5"),("1/2","3/2","2","-7/2"),("1,1","-1/2","3/4","2/3,1/2"),("2","3","7/2","5/2,1/2"),("-3","1/2","4/3","9/2")]
f6 = {'hypergeometric_3f2': lambda a,b,c,d,e,z: m.hyper([a,b,c],[d,e],z)}
P6 = [("1/2","1/3","5/4","2","7/3","1/5"),("1","1","1/2","3/2","2","-3/4"),("-4","1","1/2","3/2","2","-9/4")]
f5 = {'hypergeometric_2f2': lambda a,b,c,d,z: m.hyper([a,b],[c,d],z)}
P5 = [("1/2","1/3","5/4","2","7/3"),("1","1","1/2","3/2","-5"),]
f3 = {'hypergeometric_2f0': lambda a,b,z: m.hyper([a,b],[],z)}
P30 = [("1/2","1/3","-1/5"),("1","3/2","-2,1")]
fa = {'appell_f1': m.appellf1}
PA = [("1/2","1/3","1/4","5/4","1/5","-1/3"),("1","1/2","1/2","3/2","2/5","-3"),("3/4,1/2","1","-1/2","2","1/2,1/2","-1/3,1"),("2","1/2","1/3","7/2","-2/3","3/4"),("-2","1/2","1/3","7/2","-5","11/2")]
def dec(x):
    return m.nstr(x, 30, strip_zeros=False, min_fixed=-5, max_fixed=25)
def emit(name, f, pts):
    for p in pts:
        p = (p,) if isinstance(p, str) else p
        try:
            v = f(*[num(x) for x in p])
            v = m.mpc(v)
        except Exception as e:
            continue
        if not (m.isfinite(v.real) and m.isfinite(v.imag)): continue
        args = ", ".join('"%s"' % x for x in p)
        print('BALL_VALUE(%s, "%s", "%s", %s)' % (name, dec(v.real), dec(v.imag), args))
print('// BALL_VALUE(function, real part, imaginary part, arguments): 30 digits by mpmath 1.3.0 (tests/number/ball_values.py).')
print('// An argument "a,b" is a + bi.')
for n,f in one.items(): emit(n,f,Z)
for n,f in two.items(): emit(n,f,P2)
for n,f in three.items(): emit(n,f,P3)
for n,f in lam.items(): emit(n,f,PL)
for n,f in f4.items(): emit(n,f,P4)
for n,f in f6.items(): emit(n,f,P6)
for n,f in f5.items(): emit(n,f,P5)
for n,f in f3.items(): emit(n,f,P30)
for n,f in fa.items(): emit(n,f,PA)
