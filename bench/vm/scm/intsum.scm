; The same work as ../intsum.lm
(define (main n) (let loop ((i 0) (s 0)) (if (< i n) (loop (+ i 1) (+ s i)) (begin (display s) (newline)))))
(main 30000000)
