import GradusKit

func unit(_ m: Tensor) -> Tensor {
	var r = m
	for example in 0..<m.shape[0] { r[row: example] = m[row: example] / m[row: example].norm() }
	return r
}

struct Dense: Layer {
	var W = Tensor(0)
	var b = Tensor(0)
	var dW = Tensor(0)
	var db = Tensor(0)
	var directions = Tensor(0)

	mutating func forward(_ x: Tensor) -> Tensor {
		directions = unit(x)
		return matmul(directions, unit(W).transposed())
	}

	mutating func backward(_ fromAbove: Tensor) -> Tensor {
		dW = fromAbove.transposed().matmul(directions)
		db = 0 * b
		return matmul(fromAbove, unit(W))
	}
}
