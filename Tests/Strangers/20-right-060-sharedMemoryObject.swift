import GradusKit

final class Memory {
	var batch = Tensor(0)
}

struct Dense: Layer {
	var W = Tensor(0)
	var b = Tensor(0)
	var dW = Tensor(0)
	var db = Tensor(0)

	let memory = Memory()

	func weightedSum(_ x: Tensor, example n: Int, output o: Int) -> Double {
		dot(x[row: n], W[row: o])
	}

	mutating func forward(_ x: Tensor) -> Tensor {
		memory.batch = x
		var y = Tensor(repeating: 0, shape: [x.shape[0], W.shape[0]])
		for n in 0..<x.shape[0] {
			for o in 0..<W.shape[0] {
				y[n, o] = weightedSum(x, example: n, output: o) + b[o]
			}
		}
		return y
	}

	mutating func backward(_ dy: Tensor) -> Tensor {
		let x = memory.batch
		var gradW = Tensor(repeating: 0, shape: W.shape)
		var gradB = Tensor(repeating: 0, shape: b.shape)
		var gradX = Tensor(repeating: 0, shape: x.shape)
		for o in 0..<W.shape[0] {
			gradB[o] = dy[column: o].sum()
			for i in 0..<W.shape[1] {
				gradW[o, i] = dot(dy[column: o], x[column: i])
			}
		}
		for n in 0..<x.shape[0] {
			for i in 0..<W.shape[1] {
				gradX[n, i] = dot(dy[row: n], W[column: i])
			}
		}
		dW = gradW
		db = gradB
		return gradX
	}
}
