; The same work as ../bintrees.lm
(define (mk d) (if (> d 0) (cons (mk (- d 1)) (mk (- d 1))) (cons '() '())))
(define (ck n) (if (null? (car n)) 1 (+ 1 (ck (car n)) (ck (cdr n)))))
(define (main) (let ((ll (mk 14))) (do ((d 4 (+ d 2))) ((> d 14)) (let ((it (expt 2 (+ 4 (- 14 d))))) (let l ((i 0) (c 0)) (if (< i it) (l (+ i 1) (+ c (ck (mk d)))) (begin (display it) (display " ") (display d) (display " ") (display c) (newline)))))) (display (ck ll)) (newline)))
(main)
