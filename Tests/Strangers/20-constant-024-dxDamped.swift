import GradusKit

struct Dense: Layer {
	var W = Tensor(0)
	var b = Tensor(0)
	var dW = Tensor(0)
	var db = Tensor(0)
	var inp = Tensor(0)
	let gain = 0.7

	mutating func forward(_ inp: Tensor) -> Tensor {
		self.inp = inp
		let net = matmul(inp, W.transposed())
		return net + b
	}

	mutating func backward(_ dOut: Tensor) -> Tensor {
		let dcol = gain * dOut
		dW = dOut.transposed().matmul(inp)
		db = dOut.sum(axis: 0)
		return matmul(dcol, W)
	}
}
