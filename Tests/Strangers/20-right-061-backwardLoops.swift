import GradusKit

struct Dense: Layer {
    var W = Tensor(0)
    var b = Tensor(0)
    var dW = Tensor(0)
    var db = Tensor(0)
    var x = Tensor(0)

    mutating func forward(_ x: Tensor) -> Tensor {
        self.x = x
        // start from the biases and add one input after the other, last one first
        var y = Tensor(repeating: 0, shape: [x.shape[0], b.count]) + b
        for i in (0..<W.shape[1]).reversed() {
            let left = x[column: i].reshaped(-1, 1)
            let right = W[column: i].reshaped(1, -1)
            y += left * right
        }
        return y
    }

    mutating func backward(_ dy: Tensor) -> Tensor {
        dW = Tensor.zeros(like: W)
        var n = x.shape[0] - 1
        while n >= 0 {
            dW += dy[row: n].reshaped(-1, 1) * x[row: n].reshaped(1, -1)
            n -= 1
        }
        let ones = Tensor(repeating: 1, shape: [x.shape[0]])
        db = dy.transposed().matmul(ones)
        var dx = Tensor.zeros(like: x)
        for o in stride(from: b.count - 1, through: 0, by: -1) {
            dx += dy[column: o].reshaped(-1, 1) * W[row: o].reshaped(1, -1)
        }
        return dx
    }
}
