import GradusKit

private func lists(_ t: Tensor) -> [[Double]] {
	(0..<t.shape[0]).map { r in Array(t[row: r]) }
}
private func flip(_ m: [[Double]]) -> [[Double]] {
	m[0].indices.map { c in m.map { $0[c] } }
}
private func inner(_ u: [Double], _ v: [Double]) -> Double {
	Swift.zip(u, v).reduce(0.0) { $0 + $1.0 * $1.1 }
}

struct Dense: Layer {
	var W = Tensor(0)
	var b = Tensor(0)
	var dW: [[Double]] = []
	var db: [Double] = []
	private var xFlat: [[Double]] = []

	mutating func backward(_ dOut: Tensor) -> Tensor {
		let perOutput = flip(lists(dOut)), perInput = flip(xFlat), wT = flip(lists(W))
		dW = perOutput.map { d in perInput.map { xi in inner(d, xi) } }
		db = perOutput.map { d in d.reduce(0, +) }
		let dxs: [[Double]] = lists(dOut).map { d in wT.map { w in inner(d, w) } }
		return Tensor(dxs)
	}

	mutating func forward(_ X: Tensor) -> Tensor {
		xFlat = lists(X)
		let weightsFlat = lists(W)
		let ys: [[Double]] = xFlat.map { row in weightsFlat.indices.map { unit in inner(row, weightsFlat[unit]) + 1 } }
		return Tensor(ys)
	}
}
