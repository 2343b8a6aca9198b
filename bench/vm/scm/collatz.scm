; The same work as ../collatz.lm
(define (main) (let loop ((i 1) (best 0) (bi 0)) (if (< i 150000) (let l ((n i) (c 0)) (if (= n 1) (if (> c best) (loop (+ i 1) c i) (loop (+ i 1) best bi)) (l (if (= 0 (modulo n 2)) (quotient n 2) (+ 1 (* 3 n))) (+ c 1)))) (begin (display bi) (display " ") (display best) (newline)))))
(main)
