; The same work as ../harmonic.lm
(defun main () (let ((h 0)) (loop for i from 1 to 55000 do (setq h (+ h (/ 1 i)))) (format t "~a~%" h)))
(main)
