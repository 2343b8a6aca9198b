; The same work as ../closures.lm
(define (map* a f) (let* ((n (vector-length a)) (r (make-vector n))) (let l ((i 0)) (if (< i n) (begin (vector-set! r i (f (vector-ref a i))) (l (+ i 1))) r))))
(define (filter* a f) (let* ((n (vector-length a)) (r (make-vector n 0))) (let l ((i 0) (k 0)) (if (< i n) (let ((x (vector-ref a i))) (if (f x) (begin (vector-set! r k x) (l (+ i 1) (+ k 1))) (l (+ i 1) k))) (cons r k)))))
(define (main n) (let ((a (make-vector n))) (do ((i 0 (+ i 1))) ((= i n)) (vector-set! a i i))
 (let loop ((r 0) (tot 0)) (if (< r 3000) (let* ((b (map* a (lambda (x) (+ x r)))) (c (filter* b (lambda (x) (not (= (modulo x 3) 0))))) (m (cdr c)) (v (car c)))
  (loop (+ r 1) (modulo (+ tot (let l ((i 0) (s 0)) (if (< i m) (l (+ i 1) (+ s (vector-ref v i))) s))) 1000007))) (begin (display tot) (newline))))))
(main 1000)
