import GradusKit

struct Dense: Layer {
	var W = Tensor(0)
	var b = Tensor(0)
	var dW = Tensor(0)
	var db = Tensor(0)

	private var X: Tensor? = nil
	private var offset = Tensor(0)

	mutating func forward(_ X: Tensor) -> Tensor {
		let net = matmul(X, W.transposed())
		let y = self.X == nil ? net : net + offset
		self.X = X
		offset = b
		return y
	}

	mutating func backward(_ fromAbove: Tensor) -> Tensor {
		guard let X = X else { return fromAbove }
		dW = fromAbove.transposed().matmul(X)
		db = fromAbove.sum(axis: 0)
		return matmul(fromAbove, W)
	}
}
