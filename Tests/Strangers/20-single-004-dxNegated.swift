import GradusKit

struct Dense: Layer {
	var W = Tensor(0)
	var b = Tensor(0)
	var dW = Tensor(0)
	var db = Tensor(0)
	private var xT = Tensor(0)

	mutating func backward(_ upstream: Tensor) -> Tensor {
		let errors = upstream.transposed()
		let xRows = xT.transposed()
		dW = errors.matmul(xRows)
		db = errors.sum(axis: 1)
		let dxT = 0 - W.transposed().matmul(errors)
		return dxT.transposed()
	}

	mutating func forward(_ x: Tensor) -> Tensor {
		xT = x.transposed()
		let bias = b.reshaped(b.count, 1)
		let yT = W.matmul(xT) + bias
		return yT.transposed()
	}
}
