// The same work as ../modpow.lm
#include <stdio.h>

static long power(long b, long e, long m) {
    long r = 1;
    for (b %= m; e > 0; e /= 2) {
        if (e % 2 == 1) r = r * b % m;
        b = b * b % m;
    }
    return r;
}

int main(void) {
    long s = 0;
    for (long i = 1; i <= 300000; i++) s = (s + power(i, 1000000005, 1000000007)) % 1000000007;
    printf("%ld\n", s);
}
