import { Flex, Form } from 'antd';
import type { ReactNode } from 'react';
import { Confidence } from './Confidence.tsx';

interface ControlProps {
  label: string;
  confidence?: number;
  children: ReactNode;
}

/** A setting of how a file is read, with how sure the detection is. */
export function Control({ label, confidence, children }: ControlProps) {
  return (
    <Form.Item
      label={
        <Flex gap={6} align="center">
          {label}
          {confidence !== undefined && <Confidence value={confidence} />}
        </Flex>
      }
    >
      {children}
    </Form.Item>
  );
}
