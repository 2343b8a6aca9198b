; The same work as ../mandel.lm
(define (main n)
 (let ly ((y 0) (c 0)) (if (< y n) (let ((ci (- (/ (* 2.0 y) n) 1.0)))
  (ly (+ y 1) (let lx ((x 0) (c c)) (if (< x n) (let ((cr (- (/ (* 2.0 x) n) 1.5)))
    (let lp ((zr 0.0) (zi 0.0) (i 0)) (if (and (< i 50) (<= (+ (* zr zr) (* zi zi)) 4.0)) (lp (+ (- (* zr zr) (* zi zi)) cr) (+ (* 2.0 zr zi) ci) (+ i 1))
     (lx (+ x 1) (if (= i 50) (+ c 1) c))))) c))))
  (begin (display c) (newline)))))
(main 400)
