; The same work as ../strbuild.lm
(define (main) (let loop ((i 0) (tot 0)) (if (< i 4000) (loop (+ i 1) (+ tot (string-length (let l ((j 0) (s "")) (if (< j 100) (l (+ j 1) (string-append s (number->string (+ i j)) ",")) s))))) (begin (display tot) (newline)))))
(main)
