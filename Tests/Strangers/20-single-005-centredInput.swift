import GradusKit

struct Dense: Layer {
	var W = Tensor(0)
	var b = Tensor(0)

	private var lastX: Tensor?
	private var gradOut: Tensor?

	// Worked out only when somebody asks.
	var dW: Tensor {
		guard let lastX = lastX, let gradOut = gradOut else { return Tensor.zeros(like: W) }
		return gradOut.transposed().matmul(lastX - lastX.mean(axis: 0))
	}
	var db: Tensor {
		guard let gradOut = gradOut else { return Tensor.zeros(like: b) }
		return gradOut.sum(axis: 0)
	}

	mutating func forward(_ inp: Tensor) -> Tensor {
		lastX = inp
		gradOut = nil
		return matmul(inp, W.transposed()) + b
	}

	mutating func backward(_ dy: Tensor) -> Tensor {
		gradOut = dy
		return matmul(dy, W)
	}
}
