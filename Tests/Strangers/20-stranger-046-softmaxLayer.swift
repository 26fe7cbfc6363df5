import GradusKit

struct Dense: Layer {
	var W = Tensor(0), b = Tensor(0), dW = Tensor(0), db = Tensor(0)
	private var input = Tensor(0), p = Tensor(0)

	static func softmax(_ net: Tensor) -> Tensor {
		let e = exp(net - net.max(axis: 1, keepDims: true))
		return e / e.sum(axis: 1, keepDims: true)
	}

	mutating func backward(_ fromAbove: Tensor) -> Tensor {
		let sumUp = (fromAbove * p).sum(axis: 1, keepDims: true)
		let dz = p * (fromAbove - sumUp)
		dW = dz.transposed().matmul(input)
		db = dz.sum(axis: 0)
		return matmul(dz, W)
	}

	mutating func forward(_ input: Tensor) -> Tensor {
		self.input = input
		p = Dense.softmax(matmul(input, W.transposed()) + b)
		return p
	}
}
