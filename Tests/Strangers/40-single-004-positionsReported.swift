import GradusKit

typealias Matrix = [[Double]]

infix operator ✕ : MultiplicationPrecedence

func ✕ (a: Matrix, b: Matrix) -> Matrix {
    var c = Matrix(repeating: [Double](repeating: 0, count: b[0].count), count: a.count)
    for i in a.indices {
        for k in b.indices {
            let aik = a[i][k]
            for j in b[0].indices { c[i][j] += aik * b[k][j] }
        }
    }
    return c
}

extension Array where Element == [Double] {
    init(_ truth: Tensor) {
        self = (0..<truth.shape[0]).map { r in (0..<truth.shape[1]).map { c in truth[r, c] } }
    }
    var flipped: Matrix {
        var out = Matrix(repeating: [], count: self[0].count)
        for row in self { for (c, v) in row.enumerated() { out[c].append(v) } }
        return out
    }
    var columnSums: [Double] {
        var out = [Double](repeating: 0, count: self[0].count)
        for row in self { for (c, v) in row.enumerated() { out[c] += v } }
        return out
    }
    func each(_ f: (Double) -> Double) -> Matrix { map { $0.map(f) } }
    func plus(_ bias: [Double]) -> Matrix {
        map { row in row.indices.map { row[$0] + bias[$0] } }
    }
}

struct Perceptron: Trainer {
    @Setting var learningRate = 0.01
    var batches: [Int] = []
    var y: Matrix = []
    var loss = 0.0
    var gradients: Parameters = 0

    mutating func fit(_ set: TrainingData, _ parameters: inout Parameters, report: (Self, Parameters) -> Void) {
        let inputs = Matrix(set["x"]), answers = Matrix(set["target"])
        var rng = SeededGenerator(seed: 12)
        var order = Array(inputs.indices)
        var next = order.count

        for _ in 0..<set.steps {
            if order.count - next < set.batchSize {
                order.shuffle(using: &rng)
                next = 0
            }
            let chosen = Array(order[next..<(next + set.batchSize)])
            batches = Array(next..<(next + set.batchSize))
            next += set.batchSize
            let xs = chosen.map { inputs[$0] }
            let truth = chosen.map { answers[$0][0] }

            let W2 = Matrix(parameters["W2"])
            let net1 = (xs ✕ Matrix(parameters["W1"]).flipped).plus(Array(parameters["b1"]))
            let a1 = net1.each { tanh($0) }
            let score = (a1 ✕ W2.flipped).plus(Array(parameters["b2"]))
            y = score.each { 1 / (1 + exp(-$0)) }

            loss = 0
            var gOut: Matrix = []
            let n = Double(truth.count)
            for k in truth.indices {
                let logit = score[k][0]
                loss += (max(logit, 0) - logit * truth[k] + log1p(exp(-abs(logit)))) / n
                gOut.append([(y[k][0] - truth[k]) / n])
            }

            var delta1 = gOut ✕ W2
            for k in delta1.indices {
                for j in delta1[k].indices { delta1[k][j] *= 1 - a1[k][j] * a1[k][j] }
            }
            let gb1 = delta1.columnSums, db2 = gOut.columnSums
            gradients = [
                "W1": Tensor(delta1.flipped ✕ xs),
                "b1": Tensor(shape: [gb1.count], values: gb1),
                "W2": Tensor(gOut.flipped ✕ a1),
                "b2": Tensor(shape: [db2.count], values: db2),
            ]
            parameters -= learningRate * gradients
            report(self, parameters)
        }
    }
}
