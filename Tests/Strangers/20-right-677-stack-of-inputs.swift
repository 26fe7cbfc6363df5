import GradusKit

struct Stack<Element> {
  private var items: [Element] = []
  mutating func push(_ item: Element) { items.append(item) }
  mutating func pop() -> Element { items.removeLast() }
}

struct Dense: Layer {
  var W = Tensor(0)
  var b = Tensor(0)
  var dW: Tensor? = nil
  var db: Tensor? = nil
  private var stack = Stack<Tensor>()

  mutating func forward(_ x: Tensor) -> Tensor {
    stack.push(x)
    var y = Tensor(repeating: 1, shape: [x.shape[0], 1]) * b.reshaped(1, -1)
    y += x.matmul(W.transposed())
    return y
  }

  mutating func backward(_ dy: Tensor) -> Tensor {
    let x = stack.pop()
    dW = dy.transposed().matmul(x)
    db = dy.mean(axis: 0) * Double(dy.shape[0])
    return dy.matmul(W)
  }
}
