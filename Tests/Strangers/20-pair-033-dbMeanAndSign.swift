import GradusKit

infix operator • : MultiplicationPrecedence
postfix operator ′

func • (l: Tensor, r: Tensor) -> Tensor { matmul(l, r) }
postfix func ′ (m: Tensor) -> Tensor { m.transposed() }

extension Tensor {
	var overExamples: Tensor { -mean(axis: 0) }
}

struct Dense: Layer {
	var W = Tensor(0)
	var b = Tensor(0)
	var dW = Tensor(0)
	var db = Tensor(0)
	var x̂ = Tensor(0)

	mutating func forward(_ x: Tensor) -> Tensor {
		x̂ = x
		let net = x • W′
		return net + b
	}

	mutating func backward(_ dOut: Tensor) -> Tensor {
		let gT = dOut′
		dW = gT • x̂
		db = dOut.overExamples
		let toInput = dOut • W
		return toInput
	}
}
