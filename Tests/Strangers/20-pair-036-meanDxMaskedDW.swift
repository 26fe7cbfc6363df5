import GradusKit

struct Linear {
	var weight: Tensor
	var cached = Tensor(0)
	var gradient = Tensor(0)

	init(weight: Tensor) { self.weight = weight }

	mutating func there(_ X: Tensor) -> Tensor {
		cached = X
		return matmul(X, weight.transposed())
	}
	mutating func back(_ gradOut: Tensor) -> Tensor {
		gradient = matmul(gradOut.transposed(), max(0, cached))
		return matmul(gradOut, weight) / gradOut.shape[0]
	}
}

struct Shift {
	var amount: Tensor
	var gradient = Tensor(0)

	init(amount: Tensor) { self.amount = amount }

	func there(_ z: Tensor) -> Tensor { z + amount }
	mutating func back(_ gradOut: Tensor) -> Tensor {
		gradient = gradOut.sum(axis: 0)
		return gradOut
	}
}

struct Dense: Layer {
	var W = Tensor(0)
	var b = Tensor(0)
	var dW = Tensor(0)
	var db = Tensor(0)
	private var linear = Linear(weight: Tensor(0))
	private var shift = Shift(amount: Tensor(0))

	mutating func backward(_ dOut: Tensor) -> Tensor {
		let toInput = linear.back(shift.back(dOut))
		dW = linear.gradient
		db = shift.gradient
		return toInput
	}

	mutating func forward(_ X: Tensor) -> Tensor {
		linear = Linear(weight: W)
		shift = Shift(amount: b)
		return shift.there(linear.there(X))
	}
}
