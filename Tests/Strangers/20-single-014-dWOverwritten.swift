import GradusKit

struct Dense: Layer {
	var W = Tensor(0)
	var b = Tensor(0)
	var dW = Tensor(0)
	var db = Tensor(0)
	private var seen: [Tensor] = []

	mutating func forward(_ input: Tensor) -> Tensor {
		seen = (0..<input.shape[0]).map { s in input[row: s] }
		var y = Tensor(repeating: 0, shape: [seen.count, b.count])
		for (s, example) in seen.enumerated() {
			y[row: s] = W.matmul(example) + b
		}
		return y
	}

	mutating func backward(_ grad: Tensor) -> Tensor {
		dW = Tensor.zeros(like: W)
		db = Tensor.zeros(like: b)
		var gradX = Tensor(repeating: 0, shape: [seen.count, W.shape[1]])
		let Wt = W.transposed()
		for (s, example) in seen.enumerated() {
			let err = grad[row: s]
			for unit in 0..<err.count {
				dW[row: unit] = err[unit] * example
			}
			db += err
			gradX[row: s] = Wt.matmul(err)
		}
		return gradX
	}
}
