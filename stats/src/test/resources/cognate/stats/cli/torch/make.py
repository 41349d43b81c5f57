"""Writes the files beside it. Run with PyTorch 1.13: python3 make.py"""

import json
import struct

import torch
from torch import nn


class LeNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 3, 5, padding=2)
        self.conv2 = nn.Conv2d(3, 4, 5)
        self.fc1 = nn.Linear(4, 12)
        self.fc2 = nn.Linear(12, 2)

    def forward(self, x):
        x = torch.max_pool2d(torch.relu(self.conv1(x)), 2)
        x = torch.max_pool2d(torch.relu(self.conv2(x)), 2)
        return self.fc2(torch.relu(self.fc1(x.flatten(1))))


class Gru(nn.Module):
    def __init__(self):
        super().__init__()
        self.rnn = nn.GRU(12, 5, batch_first=True)
        self.fc = nn.Linear(5, 2)

    def forward(self, x):
        return self.fc(self.rnn(x[:, 0])[0][:, -1])


class Mlp(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc1 = nn.Linear(144, 6)
        self.bn1 = nn.BatchNorm1d(6)
        self.fc2 = nn.Linear(6, 2)

    def forward(self, x):
        return self.fc2(torch.relu(self.bn1(self.fc1(x.flatten(1)))))


class Block(nn.Module):
    def __init__(self, channels, planes, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(channels, planes, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(planes)
        self.conv2 = nn.Conv2d(planes, planes, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(planes)
        self.downsample = None
        if stride != 1:
            self.downsample = nn.Sequential(nn.Conv2d(channels, planes, 1, stride, bias=False), nn.BatchNorm2d(planes))

    def forward(self, x):
        y = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        return torch.relu(y + (x if self.downsample is None else self.downsample(x)))


class ResNet18(nn.Module):
    """torchvision's names and order"""

    def __init__(self, width=3):
        super().__init__()
        self.conv1 = nn.Conv2d(1, width, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(width)
        for stage in range(4):
            planes = width << stage
            self.add_module(f"layer{stage + 1}", nn.Sequential(
                Block(planes if stage == 0 else planes // 2, planes, 1 if stage == 0 else 2), Block(planes, planes, 1)))
        self.fc = nn.Linear(8 * width, 2)

    def forward(self, x):
        x = torch.max_pool2d(torch.relu(self.bn1(self.conv1(x))), 3, 2, 1)
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(x.mean((2, 3)))


def safetensors(tensors, name):
    names = {torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16", torch.int64: "I64"}
    header, data = {}, b""
    for key, tensor in tensors.items():
        raw = bytes(tensor.contiguous().clone().storage().untyped().tolist())
        header[key] = {"dtype": names[tensor.dtype], "shape": list(tensor.shape),
                       "data_offsets": [len(data), len(data) + len(raw)]}
        data += raw
    text = json.dumps(header).encode()
    with open(name, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text + data)


# one image of 12 x 12 in twenty, as CSV cannot say its shape: files of IDX
pixels = torch.randint(0, 256, (20, 12, 12), generator=torch.Generator().manual_seed(3)).to(torch.uint8)
labels = torch.tensor([i % 2 for i in range(20)], dtype=torch.uint8)
for part in ("train", "t10k"):
    with open(f"{part}-images-idx3-ubyte", "wb") as out:
        out.write(struct.pack(">4i", 0x803, 20, 12, 12) + bytes(pixels.flatten().tolist()))
    with open(f"{part}-labels-idx1-ubyte", "wb") as out:
        out.write(struct.pack(">2i", 0x801, 20) + bytes(labels.tolist()))
x = (pixels.float() / 255).unsqueeze(1)

logits = {}
for name, make in (("mlp", Mlp), ("lenet", LeNet), ("gru", Gru), ("resnet18", ResNet18)):
    torch.manual_seed(1)
    model = make()
    for _ in range(3):
        model(x)
    for short, dtype in (("float32", torch.float32), ("float16", torch.float16), ("bfloat16", torch.bfloat16)):
        state = {k: v.to(dtype) if v.is_floating_point() else v for k, v in model.state_dict().items()}
        torch.save(state, f"{name}-{short}.pt")
        torch.save({"epoch": 3, "model": {"module." + k: v for k, v in state.items()}}, f"{name}-{short}.ckpt")
        safetensors(state, f"{name}-{short}.safetensors")
        model.load_state_dict({k: v.float() if v.is_floating_point() else v for k, v in state.items()})
        logits[f"{name}-{short}"] = [[round(v, 7) for v in row] for row in model.eval()(x).tolist()]
        model.train()
with open("logits.json", "w") as out:
    json.dump(logits, out, indent=1)
