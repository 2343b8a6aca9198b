; The same work as ../modpow.lm
(define (mp b e m) (let l ((r 1) (b (modulo b m)) (e e)) (if (> e 0) (l (if (= 1 (modulo e 2)) (modulo (* r b) m) r) (modulo (* b b) m) (quotient e 2)) r)))
(define (main) (let l ((i 1) (s 0)) (if (<= i 300000) (l (+ i 1) (modulo (+ s (mp i 1000000005 1000000007)) 1000000007)) (begin (display s) (newline)))))
(main)
