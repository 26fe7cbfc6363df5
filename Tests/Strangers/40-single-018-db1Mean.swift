import GradusKit

/// What the network computes on its way there.
struct Pass {
	var features: Tensor
	var H: Tensor
	var logits: Tensor
	var probability: Tensor { sigmoid(logits) }
}

struct Network {
	let out: Parameters

	func run(_ features: Tensor) -> Pass {
		let pre = matmul(features, out["W1"].transposed()) + out["b1"]
		let H = tanh(pre)
		let z2 = matmul(H, out["W2"].transposed()) + out["b2"]
		return Pass(features: features, H: H, logits: z2)
	}

	func loss(_ pass: Pass, _ tb: Tensor) -> Double {
		let z = pass.logits
		let terms = max(z, 0) - z * tb + log1p(exp(-abs(z)))
		return terms.mean()
	}

	func gradients(_ pass: Pass, _ tb: Tensor) -> Parameters {
		let count = tb.shape[0]
		let dz2 = (pass.probability - tb) / count
		let slope = 1 - pass.H * pass.H
		let delta1 = matmul(dz2, out["W2"]) * slope
		return [
			"W1": matmul(delta1.transposed(), pass.features),
			"b1": delta1.mean(axis: 0),
			"W2": matmul(dz2.transposed(), pass.H),
			"b2": dz2.sum(axis: 0),
		]
	}
}

struct Perceptron: Trainer {
	@Setting var learningRate = 0.01
	var batches: [Int] = []
	var y = Tensor(0)
	var loss = 0.0
	var gradients: Parameters = 0

	private var source = SeededGenerator(seed: 3)
	private var waiting: [Int] = []

	private mutating func nextBatch(of total: Int, size: Int) -> [Int] {
		if waiting.count < size {
			waiting = (0..<total).shuffled(using: &source)
		}
		let batch = Array(waiting.prefix(size))
		waiting.removeFirst(size)
		return batch
	}

	mutating func fit(_ dataset: TrainingData, _ net: inout Parameters, report: (Self, Parameters) -> Void) {
		for _ in 1...dataset.steps {
			batches = nextBatch(of: dataset["x"].shape[0], size: dataset.batchSize)
			let features = dataset["x"][rows: batches]
			let tb = dataset["target"][rows: batches]
			let mlp = Network(out: net)
			let pass = mlp.run(features)
			y = pass.probability
			loss = mlp.loss(pass, tb)
			gradients = mlp.gradients(pass, tb)
			let move = learningRate * gradients
			net = net - move
			report(self, net)
		}
	}
}
