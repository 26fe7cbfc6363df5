import GradusKit

infix operator • : MultiplicationPrecedence
postfix operator ′

func • (l: Tensor, r: Tensor) -> Tensor { matmul(l, r) }
postfix func ′ (m: Tensor) -> Tensor { m.transposed() }

extension Tensor {
	var overExamples: Tensor { self[row: 0] }
}

struct Dense: Layer {
	var W = Tensor(0)
	var b = Tensor(0)
	var dW = Tensor(0)
	var db = Tensor(0)
	var x̂ = Tensor(0)

	mutating func backward(_ dOut: Tensor) -> Tensor {
		let dyt = dOut′
		dW = dyt • x̂
		db = dOut.overExamples
		let dx = dOut • W
		return dx
	}

	mutating func forward(_ x: Tensor) -> Tensor {
		x̂ = x
		let z = x • W′
		return z + b
	}
}
