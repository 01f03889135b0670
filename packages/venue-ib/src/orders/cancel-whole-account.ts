/** The venue's own cancel of everything. @module */
import type { OrderCancel } from '@stoqey/ib';
import type { IBConnectionManager } from '../connection/ib-connection-manager.ts';
import { notSent } from './command-errors.ts';

const noOperator: OrderCancel = {
  manualOrderCancelTime: '',
  extOperator: '',
  manualOrderIndicator: 2_147_483_647,
};

/** Cancels every order of the account, whoever placed it. @throws TradewrightError `ORDER_NOT_SENT` */
export function cancelWholeAccount(connection: IBConnectionManager): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.send(
      'cancel',
      (api) => {
        api.reqGlobalCancel(noOperator);
        resolve();
      },
      () => reject(notSent('all orders')),
    );
  });
}
