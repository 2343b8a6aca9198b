// The same work as ../pidigits.lm, in GMP
#include <gmp.h>
#include <stdio.h>

int main(void) {
    const int n = 5500;
    mpz_t q, r, t, x, d, u;
    mpz_inits(q, r, t, x, d, u, NULL);
    mpz_set_ui(q, 1);
    mpz_set_ui(t, 1);
    long k = 1, sum = 0;
    for (int i = 0; i < n;) {
        long k2 = 2 * k + 1;
        mpz_addmul_ui(r, q, 2);
        mpz_mul_ui(r, r, k2);
        mpz_mul_ui(t, t, k2);
        mpz_mul_ui(q, q, k++);
        if (mpz_cmp(r, q) < 0) continue;
        mpz_mul_ui(x, q, 3);
        mpz_add(x, x, r);
        mpz_fdiv_qr(d, u, x, t);
        mpz_add(u, u, q);
        if (mpz_cmp(t, u) <= 0) continue;
        long digit = mpz_get_si(d);
        sum = (sum * 10 + digit) % 1000003;
        i++;
        mpz_submul_ui(r, t, digit);
        mpz_mul_ui(r, r, 10);
        mpz_mul_ui(q, q, 10);
    }
    printf("%ld\n", sum);
}
