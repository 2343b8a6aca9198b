// The same work as ../fact.lm, in GMP
#include <gmp.h>
#include <stdio.h>

int main(void) {
    mpz_t f;
    mpz_init(f);
    long s = 0;
    for (int r = 0; r < 20; r++) {
        mpz_set_ui(f, 1);
        for (int i = 2; i <= 13000; i++) mpz_mul_ui(f, f, i);
        s += mpz_fdiv_ui(f, 1000000000000000003UL) % 1000003;
    }
    printf("%ld\n", s);
}
