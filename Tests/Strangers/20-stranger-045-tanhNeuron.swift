import GradusKit

struct Dense: Layer {
    var W = Tensor(0)
    var b = Tensor(0)
    var dW = Tensor(0)
    var db = Tensor(0)
    var x = Tensor(0)
    var y = Tensor(0)

    mutating func forward(_ x: Tensor) -> Tensor {
        self.x = x
        y = tanh(x.matmul(W.transposed()) + b)
        return y
    }

    mutating func backward(_ upstream: Tensor) -> Tensor {
        let dz = upstream * (1 - y * y)
        dW = dz.transposed().matmul(x)
        db = dz.sum(axis: 0)
        return dz.matmul(W)
    }
}
