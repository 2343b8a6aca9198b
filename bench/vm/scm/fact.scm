; The same work as ../fact.lm
(define (main) (let loop ((r 0) (s 0)) (if (< r 20) (loop (+ r 1) (+ s (modulo (modulo (let l ((i 2) (f 1)) (if (<= i 13000) (l (+ i 1) (* f i)) f)) 1000000000000000003) 1000003))) (begin (display s) (newline)))))
(main)
