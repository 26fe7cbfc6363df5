import GradusKit

// Each bias is a weight of an input that is always one.
struct Perceptron: Trainer {
	@Setting var learningRate = 0.01
	var batches: [Int] = []
	var y: [[Double]] = []
	var loss = 0.0
	var gradients: Parameters = 0

	private func join(_ W: Tensor, _ b: Tensor) -> [[Double]] {
		(0..<W.shape[0]).map { r in Array(W[row: r]) + [b[r]] }
	}

	mutating func fit(_ data: TrainingData, _ weights: inout Parameters, report: (Self, Parameters) -> Void) {
		let x = data["x"], target = data["target"]
		var generator = SeededGenerator(seed: 99)
		var order = (0..<x.shape[0]).shuffled(using: &generator)
		var from = 0
		for _ in 0..<data.steps {
			if from + data.batchSize > order.count {
				order = order.shuffled(using: &generator)
				from = 0
			}
			batches = Array(order[from..<from + data.batchSize])
			from += data.batchSize

			let first = join(weights["W1"], weights["b1"])
			let second = join(weights["W2"], weights["b2"])[0]
			var g1 = first.map { $0.map { _ in 0.0 } }
			var g2 = second.map { _ in 0.0 }
			var predictions: [[Double]] = []
			var sum = 0.0
			let scale = 1 / Double(batches.count)

			for n in batches {
				let input = Array(x[row: n]) + [1.0]
				var hidden: [Double] = []
				for w in first {
					var a = 0.0
					for k in w.indices { a += w[k] * input[k] }
					hidden.append(tanh(a))
				}
				hidden.append(1.0)
				var z = 0.0
				for k in second.indices { z += second[k] * hidden[k] }
				let p = sigmoid(z)
				predictions.append([p])
				sum += max(z, 0.0) - z * target[n] + log1p(exp(-abs(z)))

				let error = scale * (p - target[n])
				for k in second.indices { g2[k] += error * hidden[k] }
				for j in first.indices {
					let e = error * second[j] * (1 + hidden[j]) * (1 - hidden[j])
					for k in input.indices { g1[j][k] += e * input[k] }
				}
			}
			y = predictions
			loss = scale * sum

			gradients = [
				"W1": Tensor(g1.map { Array($0.dropLast()) }),
				"b1": Tensor(shape: [g1.count], values: g1.map { $0.last! }),
				"W2": Tensor([Array(g2.dropLast())]),
				"b2": Tensor(shape: [1], values: [g2.last!]),
			]
			for name in ["b2", "W2", "b1", "W1"] {
				weights[name] -= learningRate * gradients[name]
			}
			report(self, weights)
		}
	}
}
